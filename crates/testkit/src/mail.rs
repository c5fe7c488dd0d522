//! Real mail servers on this machine alone, started by a test and gone with it: aiosmtpd takes mail into a folder, Dovecot serves the folder.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use hawthorn_connect::platform::mail::imap::{Imap, MailboxReader};
use hawthorn_connect::platform::mail::send::Smtp;
pub use hawthorn_connect::platform::mail::send::{Mailer, Security};

/// The variable by which `./dev test` says that the servers are installed.
pub const VARIABLE: &str = "HAWTHORN_TEST_MAIL";
/// The sender of every message of the tests.
pub const HUB: &str = "Safeguarding hub <hub@hub.example>";
/// The password of the hub's mailbox.
pub const PASSWORD: &str = "quiet-lantern-orchard-seven";

/// How a test's SMTP server protects its connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    /// By STARTTLS, and nothing is taken without it.
    Encrypted,
    /// Not at all, as when somebody in between strips the offer.
    Stripped,
}

/// A folder with certificates, mailboxes and the servers that were started in it.
pub struct MailServers {
    folder: tempfile::TempDir,
    children: Vec<Child>,
}

impl MailServers {
    /// A place for servers, or none where the tests were not told that they are
    /// installed; then the test says loudly that it proved nothing.
    pub fn place(test: &str) -> Option<Self> {
        if std::env::var_os(VARIABLE).is_none() {
            eprintln!(
                "SKIPPED: {test} needs real mail servers. ./dev test installs them; here set {VARIABLE}=yes once dovecot-imapd, python3-aiosmtpd and openssl are installed"
            );
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder of its own");
        // Dovecot and aiosmtpd give up the rights of root and must still get in.
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755))
            .expect("the folder is ours");
        let made = Command::new("openssl")
            .args([
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-addext",
                "basicConstraints=critical,CA:FALSE",
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem",
            ])
            .current_dir(folder.path())
            .stderr(Stdio::null())
            .status()
            .expect("openssl runs");
        assert!(made.success(), "openssl makes a certificate");
        std::fs::set_permissions(
            folder.path().join("key.pem"),
            std::fs::Permissions::from_mode(0o644),
        )
        .expect("the key is ours");
        Some(Self {
            folder,
            children: Vec::new(),
        })
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts an SMTP server that puts everything it takes into a mailbox, and gives its port.
    pub fn smtp(&mut self, mailbox: &str, wire: Wire) -> u16 {
        self.mailbox(mailbox);
        let port = free_port();
        let mut command = Command::new("/usr/bin/python3");
        command.args([
            "-m",
            "aiosmtpd",
            "-l",
            &format!("127.0.0.1:{port}"),
            "--size",
            "52428800",
        ]);
        if !is_root() {
            command.arg("--nosetuid");
        }
        if wire == Wire::Encrypted {
            command.arg("--tlscert").arg(self.path("cert.pem"));
            command.arg("--tlskey").arg(self.path("key.pem"));
        }
        command.args(["-c", "aiosmtpd.handlers.Mailbox"]);
        command.arg(self.path(mailbox));
        self.run(command, port);
        port
    }

    /// Starts an IMAP server over a mailbox, encrypted from the first byte, and gives its port.
    pub fn imap(&mut self, mailbox: &str) -> u16 {
        self.mailbox(mailbox);
        let port = free_port();
        let config = self.path("dovecot.conf");
        std::fs::write(&config, self.dovecot(mailbox, port)).expect("the folder can be written");
        let mut command = Command::new("/usr/sbin/dovecot");
        command.arg("-F").arg("-c").arg(config);
        self.run(command, port);
        port
    }

    fn dovecot(&self, mailbox: &str, port: u16) -> String {
        let here = self.folder.path().display();
        let (user, group) = if is_root() {
            ("nobody".to_owned(), "nogroup".to_owned())
        } else {
            (said("-un"), said("-gn"))
        };
        // Without the rights of root, every part of Dovecot runs as whoever runs the tests.
        let own = if is_root() {
            String::new()
        } else {
            format!(
                "default_login_user = {user}\ndefault_internal_user = {user}\ndefault_internal_group = {group}\nservice anvil {{\n  chroot =\n}}\nservice imap-login {{\n  chroot =\n}}\n"
            )
        };
        format!(
            "protocols = imap\nlisten = 127.0.0.1\nbase_dir = {here}/run\nstate_dir = {here}/state\nlog_path = {here}/dovecot.log\nssl = required\nssl_cert = <{here}/cert.pem\nssl_key = <{here}/key.pem\nmail_location = maildir:{here}/{mailbox}\nfirst_valid_uid = 1\npassdb {{\n  driver = static\n  args = password={PASSWORD}\n}}\nuserdb {{\n  driver = static\n  args = uid={user} gid={group} home={here}\n}}\nservice imap-login {{\n  inet_listener imap {{\n    port = 0\n  }}\n  inet_listener imaps {{\n    address = 127.0.0.1\n    port = {port}\n    ssl = yes\n  }}\n}}\nnamespace inbox {{\n  inbox = yes\n}}\n{own}"
        )
    }

    /// A mailer as the hub has one, by the server at this port.
    pub fn mailer(&self, port: u16, security: Security) -> Mailer {
        Mailer::new(&Smtp {
            server: format!("localhost:{port}"),
            security,
            user: None,
            password_file: None,
            ca_file: Some(self.path("cert.pem")),
            from: HUB.to_owned(),
        })
        .expect("the settings of a mailer")
    }

    /// A reader of the hub's mailbox, by the IMAP server at this port.
    pub fn reader(&self, port: u16) -> MailboxReader {
        let secret = self.path("imap-password");
        std::fs::write(&secret, format!("{PASSWORD}\n")).expect("the folder can be written");
        MailboxReader::new(&Imap {
            server: format!("localhost:{port}"),
            user: "hub".to_owned(),
            password_file: secret,
            ca_file: Some(self.path("cert.pem")),
            folder: "INBOX".to_owned(),
            done_folder: "Hawthorn".to_owned(),
        })
        .expect("the settings of a mailbox")
    }

    /// Hands a mail to the SMTP server at this port, as the mail program of its writer does.
    pub fn post(&self, port: u16, source: &[u8]) {
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("the server is there");
        let mut answers = BufReader::new(stream.try_clone().expect("a second handle"));
        let mut out = std::io::BufWriter::new(stream);
        let mut expect = |code: &str| {
            let mut line = String::new();
            loop {
                line.clear();
                answers.read_line(&mut line).expect("an answer");
                assert!(line.starts_with(code), "{line}");
                if !line.starts_with(&format!("{code}-")) {
                    break;
                }
            }
        };
        expect("220");
        for (words, code) in [
            ("EHLO agency.example", "250"),
            ("MAIL FROM:<agency@agency.example>", "250"),
            ("RCPT TO:<hub@hub.example>", "250"),
            ("DATA", "354"),
        ] {
            out.write_all(format!("{words}\r\n").as_bytes())
                .expect("the server reads");
            out.flush().expect("the server reads");
            expect(code);
        }
        for line in source.split(|byte| *byte == b'\n') {
            if line.starts_with(b".") {
                out.write_all(b".").expect("the server reads");
            }
            out.write_all(line.strip_suffix(b"\r").unwrap_or(line))
                .expect("the server reads");
            out.write_all(b"\r\n").expect("the server reads");
        }
        out.write_all(b".\r\n").expect("the server reads");
        out.flush().expect("the server reads");
        expect("250");
    }

    /// Every mail in a mailbox as it lies there, oldest first.
    pub fn mails(&self, mailbox: &str) -> Vec<String> {
        let mut files: Vec<PathBuf> = ["new", "cur"]
            .iter()
            .filter_map(|part| std::fs::read_dir(self.path(mailbox).join(part)).ok())
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        files.sort_by_key(|file| delivered(file));
        files
            .iter()
            .map(|file| String::from_utf8_lossy(&std::fs::read(file).expect("a mail")).into_owned())
            .collect()
    }

    fn mailbox(&self, name: &str) {
        for part in ["", "new", "cur", "tmp"] {
            let folder = self.path(name).join(part);
            std::fs::create_dir_all(&folder).expect("the folder can be written");
            if is_root() {
                give_to_nobody(&folder);
            }
        }
    }

    fn run(&mut self, mut command: Command, port: u16) {
        let log = std::fs::File::create(self.path(&format!("server-{port}.log")))
            .expect("the folder can be written");
        let child = command
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a second handle"))
            .stderr(log)
            .spawn()
            .expect("the mail server is installed");
        self.children.push(child);
        for _ in 0..400 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return;
            }
            sleep(Duration::from_millis(25));
        }
        panic!("the mail server at port {port} did not come up");
    }
}

impl Drop for MailServers {
    fn drop(&mut self) {
        for child in &mut self.children {
            // Dovecot ends its own children when it is asked to end, not when it is killed.
            let asked = Command::new("kill").arg(child.id().to_string()).status();
            if !asked.is_ok_and(|status| status.success()) {
                let _ = child.kill();
            }
            let _ = child.wait();
        }
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}

fn is_root() -> bool {
    said("-u") == "0"
}

/// What `id` says of whoever runs the tests.
fn said(flag: &str) -> String {
    let output = Command::new("id").arg(flag).output().expect("id runs");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn give_to_nobody(folder: &Path) {
    let number = |flag: &str| -> u32 {
        let output = Command::new("id")
            .args([flag, "nobody"])
            .output()
            .expect("id runs");
        String::from_utf8_lossy(&output.stdout)
            .trim()
            .parse()
            .expect("a number")
    };
    chown(folder, Some(number("-u")), Some(number("-g"))).expect("we are root");
}

/// The place of a mail in the order of delivery: the server counts them in the `Q` of the
/// file's name, whose other numbers are not padded and so do not sort.
fn delivered(file: &Path) -> Option<u64> {
    let name = file.file_name()?.to_str()?;
    let (_, counted) = name.split_once('Q')?;
    counted.split('.').next()?.parse().ok()
}
