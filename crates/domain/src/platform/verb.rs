//! Every act that the access policies decide; each route and each command names one.

codes! {
    /// What someone may do. The code is the Cedar action's name.
    pub enum Verb {
        /// The reader's own work list.
        SeeHome = "see_home", "See their own work";
        /// Their own password, second factor and sessions.
        ManageOwnAccount = "manage_own_account", "Manage their own sign-in";
        ListIncidents = "list_incidents", "See the list of incidents";
        ViewIncident = "view_incident", "Open an incident";
        ClaimIncident = "claim_incident", "Take an incident to screen";
        RecordCheck = "record_check", "Record a screening check";
        DecideScreening = "decide_screening", "Decide what becomes of an incident";
        ProposeLevel = "propose_level", "Propose another risk level";
        AuthoriseLevel = "authorise_level", "Authorise a change of risk level";
        /// Writing to an attending officer's supervisor about a risk form (R72).
        GiveFormFeedback = "give_form_feedback", "Write to an officer’s supervisor about a risk form";
        ViewFormFeedback = "view_form_feedback", "See what was written about risk forms";
        AnswerFormFeedback = "answer_form_feedback", "Answer what was written about a risk form";
        /// The daily sheet of standard incidents (R92).
        ViewSheet = "view_sheet", "See the daily sheet";
        AnswerSheet = "answer_sheet", "Say what social care holds on the people of the sheet";
        /// The child protection screen of an incident, where the area screens that way (R114, C23).
        ScreenChild = "screen_child", "Screen an incident for child protection";
        ViewWeekly = "view_weekly_report", "See the desk’s days, weeks and reports";
        SignWeekly = "sign_weekly_report", "Sign the week’s report";
        RunImport = "run_import", "Import police sheets";
        UndoImport = "undo_import", "Undo an import";
        SearchPeople = "search_people", "Search for people";
        ViewPerson = "view_person", "Open a person’s record";
        EditPerson = "edit_person", "Change a person’s record";
        ViewHistory = "view_history", "See who did what to a record";
        ReviewSuggestion = "review_suggestion", "Say whether two records are one person";
        /// The numbers behind the reasons, for those who look at a doubtful pair a second time.
        WeighSuggestion = "weigh_suggestion", "See what each reason of a comparison weighs";
        ListReferrals = "list_referrals", "See the list of referrals";
        ViewReferral = "view_referral", "Open a referral";
        MakeReferral = "make_referral", "Refer into the MASH";
        ReceivePartner = "receive_partner_referral", "Receive a partner’s referral";
        ViewPartner = "view_partner_referral", "See partners’ referrals";
        ScreenPartner = "screen_partner_referral", "Screen a partner’s referral";
        /// Saying that police have what a partner referred (R107, R108).
        TakePoliceFlag = "take_police_flag", "Take up a partner’s referral for police";
        RecordConsultation = "record_consultation", "Advise a professional and keep the advice";
        RecordSignpost = "record_signpost", "Keep that somebody was pointed to a service";
        ViewNotice = "view_notice", "See notices to health and schools";
        ReleaseNotice = "release_notice", "Release a notice that is held";
        /// What is late is passed on to a role that the area names (R117, R140).
        SeePassedOn = "see_passed_on", "See what was passed on because it is late";
        TakeUpLate = "take_up_late", "Take up what is late";
        ViewDisclosures = "view_disclosures", "See who was given what about a person";
        SetRating = "set_rating", "Set the RAG rating";
        RequestInformation = "request_information", "Ask an agency for information";
        ListRequests = "list_requests", "See requests addressed to their agency";
        ViewRequest = "view_request", "Open a request for information";
        AnswerRequest = "answer_request", "Answer a request for information";
        RecordTriage = "record_triage", "Record the triage discussion";
        ProposeOutcome = "propose_outcome", "Propose an outcome";
        AuthoriseOutcome = "authorise_outcome", "Authorise an outcome";
        SendFeedback = "send_feedback", "Tell the referrer the outcome";
        FollowUpOutcome = "follow_up_outcome", "Say what became of an outcome";
        HoldClock = "hold_clock", "Hold or extend a referral’s time";
        RunHubMeeting = "run_hub_meeting", "Set, open and record a MASH meeting";
        CopyHubRecord = "copy_hub_record", "Hand on the record of a MASH meeting";
        ViewMaracReferral = "view_marac_referral", "Open a MARAC referral";
        AssessRisk = "assess_risk", "Assess risk with an instrument";
        ViewAssessment = "view_assessment", "Open a risk assessment";
        ViewCaseload = "view_caseload", "See the caseload of their service";
        WorkWithClient = "work_with_client", "Work with a client of their service";
        AllocateIdva = "allocate_idva", "Allocate an IDVA";
        ViewMatac = "view_matac", "See MATAC and the score of harm";
        NominateToMatac = "nominate_to_matac", "Nominate somebody to MATAC";
        RunMatac = "run_matac", "Decide and plan at MATAC";
        RecordDisclosure = "record_disclosure", "Record a request under the disclosure scheme";
        Supervise = "supervise", "Record a supervision by probation";
        ViewOrders = "view_orders", "See protective orders";
        RecordOrder = "record_order", "Record a protective order";
        TellOfEvent = "tell_of_event", "Tell of something new between a pair";
        ReferToMarac = "refer_to_marac", "Refer a pair to MARAC";
        ListMeetings = "list_meetings", "See the MARAC meetings";
        ManageMeeting = "manage_meeting", "Plan a meeting and its agenda";
        ViewMeeting = "view_meeting", "Open a meeting";
        /// Accepting a referral, sending it back with a question, joining it to another of the pair (F22).
        SettleMaracReferral = "settle_marac_referral", "Accept a MARAC referral, or ask its referrer";
        /// Sending a case to another area's MARAC, or taking one in (R168, R188, F29).
        TransferCase = "transfer_case", "Send or take in a case of another area’s MARAC";
        AddResearch = "add_research", "Write their agency’s research";
        RunMeeting = "run_meeting", "Take the minutes and agree actions";
        JoinMeeting = "join_meeting", "Accept the confidentiality statement of a meeting";
        DeclareConflict = "declare_conflict", "Declare a conflict on a case";
        OfferAction = "offer_action", "Offer an action for their agency";
        PrintMeeting = "print_meeting", "Print the agenda and the minutes";
        ListActions = "list_actions", "See agreed actions";
        UpdateAction = "update_action", "Say what became of an action";
        /// The figures without their small numbers; whoever sits at MARAC sees the numbers themselves.
        ViewFigures = "view_figures", "See the figures of MARAC";
        OpenFigure = "open_figure", "Open the cases behind a figure";
        ListDoors = "list_doors", "See what came in by the doors";
        ViewDoor = "view_door", "Open what came in by a door";
        /// Writing down a call or a visit as it happens (R4, R6, R17).
        LogContact = "log_contact", "Log a call or a visit";
        /// Taking it, trying to reach the person, passing it on and finishing it.
        AnswerDoor = "answer_door", "Answer what came in by a door";
        SearchDirectory = "search_directory", "Search the directory of services";
        EditEntry = "edit_entry", "Keep an entry of the directory current";
        ApproveEntry = "approve_entry", "Approve a change to the directory";
        /// Restricting a record, saying who may open it, and releasing it (R213, R214).
        NameOnRecord = "name_on_record", "Name who may open a restricted record";
        ViewMessages = "view_messages", "See the messages that leave by mail";
        /// Letting a held message go, or sending one again that failed or came back.
        ReleaseMessage = "release_message", "Release a message that is held";
        /// Placing a mail that came in with the request it answers, or discarding it.
        PlaceMail = "place_mail", "Place mail that could not be matched";
        /// Bringing a restricted pair to a meeting, with who hears it (R213, R218).
        PlaceRestricted = "place_restricted", "Bring a restricted pair to a MARAC meeting";
        /// Opening a restricted record for a short time, with a reason, its keepers told at once (R218).
        BreakGlass = "break_glass", "Open a restricted record in an emergency";
        ManageAccounts = "manage_accounts", "Manage accounts";
        ViewAuditLog = "view_audit_log", "Read the audit log";
        ViewSystem = "view_system", "See the state of the service";
    }
}
