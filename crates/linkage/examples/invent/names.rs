//! Names by origin. Given names and surnames in use in the UK, commonest first,
//! and rare surnames made from parts.

use crate::chance::Chance;

/// Where a family's names come from.
#[derive(Debug)]
pub struct Origin {
    pub name: &'static str,
    /// How many families in a thousand.
    pub share: f64,
    pub women: &'static str,
    pub men: &'static str,
    pub families: &'static str,
    /// The share of families whose surname is rare, made from parts.
    pub rare: f64,
    /// Beginnings and ends of rare surnames.
    pub parts: (&'static str, &'static str),
}

pub const ORIGINS: &[Origin] = &[
    Origin {
        name: "british",
        share: 560.0,
        women: "Sarah Emma Laura Rebecca Gemma Rachel Kelly Victoria Katherine Lisa Samantha Claire Louise Helen Nicola Hannah Amy Charlotte Jennifer Michelle Joanne Stephanie Jessica Lauren Natalie Danielle Karen Leanne Angela Julie Amanda Jane Susan Margaret Patricia Christine Elizabeth Deborah Jacqueline Catherine Tracey Sharon Alison Lucy Zoe Kerry Sophie Chloe Emily Olivia Amelia Isla Ava Mia Grace Freya Lily Ella Poppy Evie Florence Ivy Willow Rosie Daisy Alice Phoebe Matilda Holly Ellie Millie Megan Georgia Abigail Molly Eleanor Lola Ruby Imogen Maisie Erin Bethany Jade Paige Shannon Courtney Kirsty Donna Maureen Pauline Jean Joan Doris Hazel Marion Sheila Beryl Brenda Carol Sandra Linda Janet Diane Wendy Gillian Lesley Lynn Heather Dawn Tina Lorraine Beverley Paula Maria Anne Frances Ruth Rosemary Judith Penelope Harriet Beatrice Martha Esme Thea Aria Luna Robyn Skye Summer Tilly Bella Scarlett Faith Libby Lydia Amber Cerys Kayleigh Stacey Hayley Cheryl Marie Theresa Vera Edith Elsie Violet Constance",
        men: "David Paul Andrew Mark James John Christopher Michael Stephen Daniel Matthew Robert Richard Thomas Jonathan William Lee Adam Benjamin Ian Simon Anthony Martin Gary Craig Peter Kevin Joseph Alexander Ryan Philip Jack Joshua Samuel Luke Oliver Harry George Charlie Jacob Alfie Noah Leo Oscar Archie Henry Theo Freddie Arthur Logan Edward Isaac Max Lucas Ethan Nathan Jamie Aaron Connor Liam Callum Jordan Kyle Scott Stuart Graham Neil Alan Nigel Keith Barry Brian Colin Raymond Roy Kenneth Derek Geoffrey Roger Trevor Malcolm Dennis Terence Gordon Douglas Norman Leslie Stanley Frederick Albert Ernest Walter Harold Dean Shane Darren Wayne Jason Carl Justin Adrian Gavin Russell Marcus Dominic Toby Elliot Reuben Finley Harrison Mason Riley Tyler Bradley Kieran Dylan Lewis Louis Jude Sebastian Hugo Ralph Rory Zachary Jayden Kai Brandon Corey Josh Ashley Ross Duncan Timothy Patrick Laurence Edwin Clive Ronald Donald Vincent Spencer Curtis Damian",
        families: "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Harrison Clark Turner Hill Cooper Ward Moore Baker Morris King Watson Harris Martin Thomas Lee Allen Edwards Hughes Carter Shaw Parker Bennett Cook Mitchell Bailey Richardson Young James Phillips Lewis Morgan Cox Bell Marshall Simpson Price Richards Griffiths Stevens Webb Rogers Gray Hunt Mills Palmer Murray Holmes Knight Butler Barnes Fisher Russell Powell Lloyd Chapman Mason Ellis Dixon Harvey Pearson Graham Fletcher Gibson Howard Andrews Stewart Elliott Reynolds Saunders Payne Fox Ford Pearce Day Brooks West Lawrence Cole Atkinson Bradley Dean Spencer Rose Watts Burton Walsh Hart Dawson Webster Newman Hudson Chambers Perry Matthews Armstrong Gordon Lane Woods Stone Carr Riley Barker Johnston Nicholson Hawkins Kemp Gardner Foster Wells Hopkins Hayes Bishop Arnold Booth Nelson Harper Freeman Burgess Francis Barrett Sutton Lowe Bates Jenkins Hodgson Goodwin Osborne Parsons Page Gilbert Berry Cross Walton Lucas Sharp Newton Wade Miles French Potter Sykes Naylor Firth Whitehead Haigh Armitage Lockwood Schofield Crossley Greenwood Sutcliffe Dyson Hirst Brook Beaumont Senior Ramsden Mallinson Kaye Ogden Tordoff Akroyd Ibbotson Shackleton Midgley Pickles Illingworth Horsfall Womersley Bairstow Holroyd Feather Rushworth Hainsworth",
        rare: 0.32,
        parts: (
            "Ash Bain Bar Birk Black Brad Bram Bright Brom Brox Buck Bur Cald Cas Chad Chor Clay Cleve Cop Cran Crom Dal Den Drax Dun East Eger El Fair Farn Fen Fle Gar Gil God Grim Hal Ham Har Hasel Haw Hether Hol Hors Hux Kel Ken Kirk Lang Lath Lin Lock Long Mal Mar Mel Mid Mor Nor Old Os Pad Pen Pick Pil Quen Rad Ravens Red Ring Rom Row Rush Sal Scar Sel Shef Skel Sla Small Sow Stan Stock Strat Sun Swin Tad Thorn Til Tre Ulls Wad Wal War Wens Wet Whit Wick Wil Win Wol Wood Wool Wyn Yar Yel",
            "bank borne bourne bridge brook burn bury by caster combe cott croft dale den don er field fold ford gate good gram grave greave ham hurst ing ington ison kin land ley ling low man mere mont more ness over pole ridge royd ry sall shaw side smith son stall stead stock ston thorpe thwaite ton tree wade wall well wick win wood worth yard",
        ),
    },
    Origin {
        name: "welsh",
        share: 40.0,
        women: "Bethan Rhiannon Sian Carys Megan Cerys Ffion Angharad Lowri Nia Catrin Eleri Bronwen Gwen Elin Mair Non Delyth Menna Glenys Myfanwy Eirlys Rhian Sioned Manon",
        men: "Gareth Rhys Dafydd Owain Iwan Huw Ieuan Dylan Emyr Aled Gethin Alun Gwilym Iolo Macsen Steffan Tomos Llyr Geraint Dewi Hywel Emrys Bryn Osian Carwyn",
        families: "Jones Davies Williams Evans Thomas Roberts Lewis Hughes Morgan Griffiths Edwards Owen James Rees Morris Price Lloyd Phillips Jenkins Powell Harris Parry Pugh Bowen Howells Llewellyn Vaughan Prosser Probert Gwynne Meredith Beynon Cadwallader Bevan",
        rare: 0.05,
        parts: (
            "Ap Ll Pen Tre Bod Gwyn Mad Cad Mor",
            "rhys ewellyn darren vanion oc gan alad gor",
        ),
    },
    Origin {
        name: "irish",
        share: 60.0,
        women: "Siobhan Niamh Aoife Ciara Roisin Sinead Orla Caoimhe Aisling Mary Bridget Kathleen Maeve Grainne Deirdre Dervla Clodagh Saoirse Eimear Una Nuala Fionnuala Colleen Ailis Shauna",
        men: "Sean Patrick Liam Conor Ciaran Declan Eoin Niall Padraig Brendan Cormac Fergal Feargal Seamus Oisin Ronan Dermot Fintan Cathal Donal Eamon Tiernan Aidan Darragh Finbar",
        families: "Murphy Kelly O'Sullivan Walsh Smith O'Brien Byrne Ryan O'Connor O'Neill O'Reilly Doyle McCarthy Gallagher Doherty Kennedy Lynch Murray Quinn Moore McLaughlin Carroll Connolly Daly Connell Wilson Dunne Brennan Burke Collins Campbell Clarke Johnston Hughes Farrell Fitzgerald Brown Martin Maguire Nolan Flynn Thompson Callaghan O'Donnell Duffy Mahony Boyle Healy O'Shea White Sweeney Hayes Kavanagh Power McGrath Moran Brady Stewart Casey Foley Fitzpatrick Leary McDonnell MacMahon Donnelly Regan Donovan Burns Flanagan Mullan Barry Kane Robinson Cunningham Griffin Kenny Sheehan Ward Whelan Lyons Reid Graham Higgins Cullen Keane King Maher McKenna Bell Scott Hogan O'Keeffe Magee McNamara McDonald McDermott Molony O'Rourke Buckley Dwyer",
        rare: 0.3,
        parts: (
            "Mc Mac O' Mc Mul Gil Mc Fitz Kil",
            "auliffe cafferty cambridge clafferty closkey conville corry cumiskey fadden garrity gettigan glinchey gonagle goohan groarty guinness hale harg inerney keown kiernan lean loughlin morrow nally philbin phillips queeney sharry sorley tague tiernan vitty whirter bride ride patrick gerald maurice simons",
        ),
    },
    Origin {
        name: "muslim south asian",
        share: 110.0,
        women: "Fatima Aisha Ayesha Zainab Maryam Khadija Amina Saima Shazia Nazia Sadia Samina Farah Rabia Iqra Sana Hina Uzma Nasreen Rukhsana Shabana Parveen Yasmin Tahira Rubina Shaheen Noreen Kiran Mehwish Bushra Safia Shabnam Razia Naheed Humaira Amara Aleena Hafsa Sumaira Zara Anisa Halima Tasneem Nabila Fozia",
        men: "Mohammed Muhammad Ali Ahmed Imran Usman Bilal Hassan Hamza Adnan Asif Kashif Faisal Tariq Khalid Rashid Nadeem Shahid Zahid Sajid Waqas Umar Omar Yusuf Ibrahim Ismail Abdul Haroon Naveed Amjad Arshad Iqbal Javed Rafiq Shabir Suleman Idris Yasin Zain Junaid Irfan Mustafa Haider Saqib Nasir Riaz Qasim Danish Talha Azhar",
        families: "Khan Hussain Ahmed Ali Akhtar Begum Mahmood Malik Iqbal Shah Rehman Rahman Miah Mohammed Chaudhry Butt Bibi Mirza Siddiqui Qureshi Sheikh Hassan Aslam Rashid Ashraf Raja Javed Yousaf Bashir Anwar Saleem Kausar Zaman Uddin Islam Haq Hussein Sultana Khatun Dar Mahmoud Parveen Akram Saeed Rafiq Nawaz Sadiq Aziz Riaz Younis Latif Ghani Abbasi",
        rare: 0.04,
        parts: (
            "Abdul Shams Nur Fakhr Sir Zia Jalal",
            "uddin rahman ullah zaman haq abad pur",
        ),
    },
    Origin {
        name: "sikh and hindu",
        share: 55.0,
        women: "Manpreet Gurpreet Harpreet Navneet Jaspreet Simran Kiran Priya Anjali Pooja Neha Divya Sunita Rekha Meena Kavita Nisha Hina Bhavna Jyoti Sukhdeep Amandeep Rajinder Balwinder Parminder Widisha Janaki Hetal Komal Urvi Asha Lata Sheetal Deepa Ravinder",
        men: "Gurpreet Harpreet Manpreet Jaspreet Amandeep Rajesh Sanjay Vijay Rahul Amit Nikhil Hitesh Jayesh Kunal Arjun Rohan Sunil Anil Ashok Dinesh Mukesh Bhavesh Ketan Chirag Dalbir Balbir Surinder Kulwinder Jagdeep Baljit Tejinder Ekapad Ramesh Suresh Naresh",
        families: "Singh Kaur Patel Sharma Gill Sandhu Dhillon Sidhu Mistry Parmar Desai Shah Chauhan Mehta Kumar Solanki Grewal Bains Johal Dhaliwal Bhatt Trivedi Joshi Gohil Rathod Chohan Uppal Virdee Sohal Mann Lad Vaghela Makwana Thakkar Pandya Modi",
        rare: 0.03,
        parts: ("Bal Dhar Kand Raj Sur Vish", "want iwal har put oria wal"),
    },
    Origin {
        name: "polish and baltic",
        share: 55.0,
        women: "Anna Katarzyna Agnieszka Małgorzata Joanna Magdalena Ewa Monika Barbara Zofia Julia Paulina Karolina Aleksandra Natalia Beata Marta Dorota Iwona Justyna Kinga Wiktoria Maja Hanna Elżbieta Ilona Sylwia Kamila",
        men: "Piotr Krzysztof Andrzej Tomasz Paweł Marcin Michał Jakub Mateusz Łukasz Adam Grzegorz Marek Wojciech Kamil Dawid Rafał Dariusz Maciej Jan Szymon Filip Zbigniew Stanisław Bartosz Mariusz Sebastian Przemysław",
        families: "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Pawłowski Michalski Król Wieczorek Jabłoński Wróbel Malinowski Adamczyk Dudek Stępień Górski Pawlak Sikora Baran Kazlauskas Petrauskas Ozols Berzins",
        rare: 0.12,
        parts: (
            "Brzez Chmiel Dob Gaw Jas Klim Lip Mali Ostr Pod Rad Sob Tar Wal Zar",
            "iński owski ecki czyk nik iak ewicz owiak",
        ),
    },
    Origin {
        name: "romanian",
        share: 30.0,
        women: "Maria Elena Andreea Ioana Alexandra Mihaela Cristina Ana Georgiana Bianca Daniela Gabriela Raluca Florentina Ștefania Alina Simona Larisa",
        men: "Andrei Alexandru Mihai Ionuț Florin Gheorghe Ion Cristian Marius Adrian Bogdan Vasile Constantin Daniel Gabriel Ștefan Cătălin Nicolae",
        families: "Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Georgescu Marin Barbu Ungureanu Constantin Tudor Florea Dinu Moldovan Munteanu Lazăr Preda Nistor",
        rare: 0.1,
        parts: (
            "Albu Bog Crist Dragu Ene Flor Grig Man Neg Vlad",
            "lescu deanu escu oiu eanu ache oaia",
        ),
    },
    Origin {
        name: "west african",
        share: 40.0,
        women: "Abiola Adepeju Asake Ayodele Bukola Folake Funmilayo Kehinde Ngozi Olayinka Temitope Titilayo Yetunde Chiamaka Amara Ama Abena Efua Akosua Grace Blessing Patience Comfort Joy Mercy Damilola Demilade Folasade",
        men: "Abiodun Adebayo Ayodele Babatunde Chinedu Chukwuemeka Emeka Femi Kayode Kehinde Kofi Kwame Kwabena Obinna Olumide Oluwole Oluwaseun Segun Tunde Taiwo Uche Yaw Emmanuel Samuel Daniel Adeniyi Damilola Demilade Ikenna",
        families: "Adeyemi Okafor Mensah Owusu Adebayo Osei Boateng Okonkwo Ogunleye Afolabi Asante Balogun Eze Bello Appiah Adegbite Oladipo Ojo Olaiya Kosoko Afonja Agyeman Nwosu Obi Amoah Bamidele Akinola Adeleke Ajayi Opoku Frimpong",
        rare: 0.12,
        parts: (
            "Ade Aki Olu Ogun Ola Nwa Oko Chuk Afo",
            "wale tunde yinka sanya funmi chukwu ro lana bade kunle",
        ),
    },
    Origin {
        name: "arabic and somali",
        share: 35.0,
        women: "Fatima Amal Hodan Hamdi Sahra Nadia Layla Huda Iman Zahra Noor Rania Samira Faduma Ifrah Asha Hibo Ayaan Mona Dina Khadra Rasha",
        men: "Mohamed Ahmed Abdi Ali Hassan Hussein Omar Mahmoud Mustafa Yusuf Ibrahim Khaled Samir Karim Abdullahi Abdirahman Hamza Bashir Osman Jama Tarek Walid",
        families: "Mohamed Ali Hassan Ahmed Abdi Hussein Omar Ibrahim Yusuf Osman Jama Farah Warsame Mahmoud Zahra Khalil Al-Hassan El-Sayed Haddad Nasser Saleh Mansour Aden Nur Elmi Dirie Al-Amin Younis Hamdan",
        rare: 0.03,
        parts: ("Al- El- Abd Ben", "sharif masri rahman ghani salem hadi"),
    },
    Origin {
        name: "chinese and vietnamese",
        share: 15.0,
        women: "Li_Na Mei Ying_Sze Wai_Yan Xiu_Ying Ka_Yan Siu_Ling Hui_Min Jing Yan Lan Thi_Hoa Linh Ngoc Xin_Yi Wing_Sum",
        men: "Wei Ho_Kai Chi_Ming Jun_Yi Ka_Ho Wai_Man Wei_Hao Jian Ming Tuan Minh Duc Hao Yu_Fang Chun_Kit Siu_Ming",
        families: "Chen Wong Chan Li Wang Zhang Lam Liu Lee Cheung Ng Leung Yang Tang Chow Nguyen Tran Le Pham Lin Wu Ho Huang Xu Yip",
        rare: 0.0,
        parts: ("Z", "hu"),
    },
];

/// A family's surname.
pub fn family(origin: &Origin, chance: &mut Chance) -> String {
    if chance.happens(origin.rare) {
        return rare(origin, chance);
    }
    let list: Vec<&str> = origin.families.split(' ').collect();
    (*chance.favoured(&list, 1.8)).to_owned()
}

fn rare(origin: &Origin, chance: &mut Chance) -> String {
    let starts: Vec<&str> = origin.parts.0.split(' ').collect();
    let ends: Vec<&str> = origin.parts.1.split(' ').collect();
    let (start, end) = (*chance.one(&starts), *chance.one(&ends));
    if start.ends_with('-') || start.ends_with('\'') || matches!(start, "Mc" | "Mac") {
        format!("{start}{}", capital(end))
    } else {
        format!("{start}{end}")
    }
}

/// A first name for a woman or a man.
pub fn given(origin: &Origin, woman: bool, chance: &mut Chance) -> String {
    let list: Vec<&str> = if woman { origin.women } else { origin.men }
        .split(' ')
        .collect();
    chance.favoured(&list, 1.3).replace('_', " ")
}

/// With a capital first letter.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}
