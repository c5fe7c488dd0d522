//! One macro for every closed list of words, so that all of them have a code, a label and a parser.

/// Declares an enum whose values each have a stable code (stored, in URLs and
/// in settings) and a label (shown to people), and derives the parser, the list
/// of all values and the stored form from that one list.
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $vis enum $name { $($(#[$vmeta])* #[serde(rename = $code)] $variant,)+ }
        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// The stable code: lower case, used in storage, settings and addresses.
            pub const fn code(self) -> &'static str { match self { $($name::$variant => $code,)+ } }
            /// The words shown to people.
            pub const fn label(self) -> &'static str { match self { $($name::$variant => $label,)+ } }
            /// The value with this code, if there is one.
            pub fn from_code(code: &str) -> Option<$name> { match code { $($code => Some($name::$variant),)+ _ => None } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.label()) }
        }
    };
}
