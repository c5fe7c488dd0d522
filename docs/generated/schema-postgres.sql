CREATE INDEX ix_action_offer_meeting ON public.action_offer USING btree (meeting)
CREATE INDEX ix_action_offer_referral ON public.action_offer USING btree (referral)
CREATE INDEX ix_agreed_action_area_agency_state_due_id ON public.agreed_action USING btree (area, agency, state, due, id)
CREATE INDEX ix_agreed_action_area_state_due_id ON public.agreed_action USING btree (area, state, due, id)
CREATE INDEX ix_agreed_action_meeting ON public.agreed_action USING btree (meeting)
CREATE INDEX ix_agreed_action_referral ON public.agreed_action USING btree (referral)
CREATE INDEX ix_answer_link_look ON public.answer_link USING btree (look)
CREATE INDEX ix_assessment_area_finished_at ON public.assessment USING btree (area, finished_at)
CREATE INDEX ix_assessment_victim_begun_at ON public.assessment USING btree (victim, begun_at)
CREATE INDEX ix_audit_account_seq ON public.audit USING btree (account, seq)
CREATE INDEX ix_audit_area_at_seq ON public.audit USING btree (area, at, seq)
CREATE INDEX ix_audit_kind_record_seq ON public.audit USING btree (kind, record, seq)
CREATE INDEX ix_chaser_area_state_at_id ON public.chaser USING btree (area, state, at, id)
CREATE INDEX ix_chaser_promised_at ON public.chaser USING btree (promised, at)
CREATE INDEX ix_consultation_area_at_id ON public.consultation USING btree (area, at, id)
CREATE INDEX ix_directory_entry_area_name_id ON public.directory_entry USING btree (area, name, id)
CREATE INDEX ix_disclosure_person_person_at ON public.disclosure_person USING btree (person, at)
CREATE INDEX ix_disclosure_source_at ON public.disclosure USING btree (source, at)
CREATE INDEX ix_door_draft_begun_at ON public.door_draft USING btree (begun_at)
CREATE INDEX ix_door_report_area_agency_flood ON public.door_report USING btree (area, agency, flood)
CREATE INDEX ix_door_report_area_agency_state_received_at_id ON public.door_report USING btree (area, agency, state, received_at, id)
CREATE INDEX ix_door_report_area_due_at ON public.door_report USING btree (area, due_at)
CREATE INDEX ix_form_draft_account_area_kept_at ON public.form_draft USING btree (account, area, kept_at)
CREATE INDEX ix_form_draft_area_kept_at ON public.form_draft USING btree (area, kept_at)
CREATE INDEX ix_form_feedback_area_agency_state_at_id ON public.form_feedback USING btree (area, agency, state, at, id)
CREATE INDEX ix_form_feedback_incident ON public.form_feedback USING btree (incident)
CREATE INDEX ix_import_row_import_state_line ON public.import_row USING btree (import, state, line)
CREATE INDEX ix_import_run_area_made_at ON public.import_run USING btree (area, made_at)
CREATE INDEX ix_incident_area_claimed_by_queue ON public.incident USING btree (area, claimed_by, queue)
CREATE INDEX ix_incident_area_decided_at_id_restricted ON public.incident USING btree (area, decided_at, id, restricted)
CREATE INDEX ix_incident_area_queue_due_at_id_restricted ON public.incident USING btree (area, queue, due_at, id, restricted)
CREATE INDEX ix_incident_area_queue_level_due_at_id ON public.incident USING btree (area, queue, level, due_at, id)
CREATE INDEX ix_incident_area_received_at_id ON public.incident USING btree (area, received_at, id)
CREATE INDEX ix_incident_import ON public.incident USING btree (import)
CREATE INDEX ix_incident_party_person_at ON public.incident_party USING btree (person, at)
CREATE INDEX ix_incoming_mail_area_lead_unread ON public.incoming_mail USING btree (area, lead, unread)
CREATE INDEX ix_incoming_mail_area_state_received_at_id ON public.incoming_mail USING btree (area, state, received_at, id)
CREATE INDEX ix_incoming_mail_request_received_at ON public.incoming_mail USING btree (request, received_at)
CREATE INDEX ix_information_request_area_agency_state_due_at_id ON public.information_request USING btree (area, agency, state, due_at, id)
CREATE INDEX ix_information_request_area_state_due_at ON public.information_request USING btree (area, state, due_at)
CREATE INDEX ix_information_request_referral_asked_at ON public.information_request USING btree (referral, asked_at)
CREATE INDEX ix_instrument_area_loaded_at ON public.instrument USING btree (area, loaded_at)
CREATE INDEX ix_job_state_run_at ON public.job USING btree (state, run_at)
CREATE INDEX ix_keeper_notice_area_state_made_at_id ON public.keeper_notice USING btree (area, state, made_at, id)
CREATE INDEX ix_keeper_notice_record_made_at ON public.keeper_notice USING btree (record, made_at)
CREATE INDEX ix_marac_referral_area_state_referred_at_id ON public.marac_referral USING btree (area, state, referred_at, id)
CREATE INDEX ix_marac_referral_meeting ON public.marac_referral USING btree (meeting)
CREATE INDEX ix_marac_referral_perpetrator_referred_at ON public.marac_referral USING btree (perpetrator, referred_at)
CREATE INDEX ix_marac_referral_victim_referred_at ON public.marac_referral USING btree (victim, referred_at)
CREATE INDEX ix_mash_referral_area_received_at_id ON public.mash_referral USING btree (area, received_at, id)
CREATE INDEX ix_mash_referral_area_state_due_at_received_at_id ON public.mash_referral USING btree (area, state, due_at, received_at, id)
CREATE INDEX ix_mash_referral_area_untold_state ON public.mash_referral USING btree (area, untold, state)
CREATE INDEX ix_meeting_area_starts_at ON public.meeting USING btree (area, starts_at)
CREATE INDEX ix_meeting_area_state_starts_at_id ON public.meeting USING btree (area, state, starts_at, id)
CREATE INDEX ix_message_about_kind_queued_at ON public.message USING btree (about, kind, queued_at)
CREATE INDEX ix_message_area_state_queued_at_id ON public.message USING btree (area, state, queued_at, id)
CREATE INDEX ix_message_reference ON public.message USING btree (reference)
CREATE INDEX ix_message_state_next_at ON public.message USING btree (state, next_at)
CREATE INDEX ix_minute_draft_meeting ON public.minute_draft USING btree (meeting)
CREATE INDEX ix_named_access_account ON public.named_access USING btree (account)
CREATE INDEX ix_nomination_area_state_at_id ON public.nomination USING btree (area, state, at, id)
CREATE INDEX ix_nomination_person_at ON public.nomination USING btree (person, at)
CREATE INDEX ix_notice_area_agency_made_at_id ON public.notice USING btree (area, agency, made_at, id)
CREATE INDEX ix_notice_area_state_made_at_id ON public.notice USING btree (area, state, made_at, id)
CREATE INDEX ix_opened_access_account_until ON public.opened_access USING btree (account, until)
CREATE INDEX ix_partner_referral_area_police_received_at_id ON public.partner_referral USING btree (area, police, received_at, id)
CREATE INDEX ix_partner_referral_area_state_received_at_id ON public.partner_referral USING btree (area, state, received_at, id)
CREATE INDEX ix_protective_order_perpetrator_made ON public.protective_order USING btree (perpetrator, made)
CREATE INDEX ix_protective_order_victim_made ON public.protective_order USING btree (victim, made)
CREATE INDEX ix_scheme_request_partner ON public.scheme_request USING btree (partner)
CREATE INDEX ix_scheme_request_person ON public.scheme_request USING btree (person)
CREATE INDEX ix_session_account_created_at ON public.session USING btree (account, created_at)
CREATE INDEX ix_signpost_record_at ON public.signpost USING btree (record, at)
CREATE INDEX ix_suggestion_area_state_made_at_id ON public.suggestion USING btree (area, state, made_at, id)
CREATE INDEX ix_suggestion_left_person_state ON public.suggestion USING btree (left_person, state)
CREATE INDEX ix_suggestion_right_person_state ON public.suggestion USING btree (right_person, state)
CREATE INDEX ix_supervision_person ON public.supervision USING btree (person)
CREATE INDEX ix_support_case_area_agency_open_due_at_id ON public.support_case USING btree (area, agency, open, due_at, id)
CREATE INDEX ix_support_case_area_owed_at ON public.support_case USING btree (area, owed_at)
CREATE INDEX ix_support_case_client ON public.support_case USING btree (client)
CREATE UNIQUE INDEX account_pkey ON public.account USING btree (id)
CREATE UNIQUE INDEX action_offer_pkey ON public.action_offer USING btree (id)
CREATE UNIQUE INDEX agreed_action_pkey ON public.agreed_action USING btree (id)
CREATE UNIQUE INDEX answer_link_pkey ON public.answer_link USING btree (id)
CREATE UNIQUE INDEX assessment_pkey ON public.assessment USING btree (id)
CREATE UNIQUE INDEX attempt_pkey ON public.attempt USING btree (name)
CREATE UNIQUE INDEX audit_pkey ON public.audit USING btree (seq)
CREATE UNIQUE INDEX chain_head_pkey ON public.chain_head USING btree (id)
CREATE UNIQUE INDEX chaser_pkey ON public.chaser USING btree (id)
CREATE UNIQUE INDEX child_screen_pkey ON public.child_screen USING btree (id)
CREATE UNIQUE INDEX column_map_pkey ON public.column_map USING btree (area, source)
CREATE UNIQUE INDEX consultation_pkey ON public.consultation USING btree (id)
CREATE UNIQUE INDEX day_sheet_pkey ON public.day_sheet USING btree (id)
CREATE UNIQUE INDEX directory_entry_pkey ON public.directory_entry USING btree (id)
CREATE UNIQUE INDEX disclosure_person_pkey ON public.disclosure_person USING btree (owner, person)
CREATE UNIQUE INDEX disclosure_pkey ON public.disclosure USING btree (id)
CREATE UNIQUE INDEX done_once_pkey ON public.done_once USING btree (key)
CREATE UNIQUE INDEX door_draft_pkey ON public.door_draft USING btree (token)
CREATE UNIQUE INDEX door_file_pkey ON public.door_file USING btree (report, place)
CREATE UNIQUE INDEX door_report_pkey ON public.door_report USING btree (id)
CREATE UNIQUE INDEX form_draft_pkey ON public.form_draft USING btree (id)
CREATE UNIQUE INDEX form_feedback_pkey ON public.form_feedback USING btree (id)
CREATE UNIQUE INDEX import_row_pkey ON public.import_row USING btree (import, line)
CREATE UNIQUE INDEX import_run_pkey ON public.import_run USING btree (id)
CREATE UNIQUE INDEX incident_party_pkey ON public.incident_party USING btree (owner, person, role)
CREATE UNIQUE INDEX incident_pkey ON public.incident USING btree (id)
CREATE UNIQUE INDEX incoming_mail_pkey ON public.incoming_mail USING btree (id)
CREATE UNIQUE INDEX information_request_pkey ON public.information_request USING btree (id)
CREATE UNIQUE INDEX instrument_pkey ON public.instrument USING btree (id)
CREATE UNIQUE INDEX job_pkey ON public.job USING btree (id)
CREATE UNIQUE INDEX keeper_notice_pkey ON public.keeper_notice USING btree (id)
CREATE UNIQUE INDEX mail_source_pkey ON public.mail_source USING btree (mail, part)
CREATE UNIQUE INDEX marac_referral_pkey ON public.marac_referral USING btree (id)
CREATE UNIQUE INDEX mash_referral_pkey ON public.mash_referral USING btree (id)
CREATE UNIQUE INDEX meeting_pkey ON public.meeting USING btree (id)
CREATE UNIQUE INDEX message_pkey ON public.message USING btree (id)
CREATE UNIQUE INDEX meta_pkey ON public.meta USING btree (name)
CREATE UNIQUE INDEX minute_draft_pkey ON public.minute_draft USING btree (owner, field)
CREATE UNIQUE INDEX named_access_pkey ON public.named_access USING btree (owner, account)
CREATE UNIQUE INDEX nomination_pkey ON public.nomination USING btree (id)
CREATE UNIQUE INDEX notice_pkey ON public.notice USING btree (id)
CREATE UNIQUE INDEX opened_access_pkey ON public.opened_access USING btree (owner, account, until)
CREATE UNIQUE INDEX pack_copy_pkey ON public.pack_copy USING btree (id)
CREATE UNIQUE INDEX partner_referral_pkey ON public.partner_referral USING btree (id)
CREATE UNIQUE INDEX person_pkey ON public.person USING btree (id)
CREATE UNIQUE INDEX protective_order_pkey ON public.protective_order USING btree (id)
CREATE UNIQUE INDEX scheme_request_pkey ON public.scheme_request USING btree (id)
CREATE UNIQUE INDEX session_pkey ON public.session USING btree (token)
CREATE UNIQUE INDEX sheet_answer_pkey ON public.sheet_answer USING btree (id)
CREATE UNIQUE INDEX signpost_pkey ON public.signpost USING btree (id)
CREATE UNIQUE INDEX suggestion_pkey ON public.suggestion USING btree (id)
CREATE UNIQUE INDEX supervision_pkey ON public.supervision USING btree (id)
CREATE UNIQUE INDEX support_case_pkey ON public.support_case USING btree (id)
CREATE UNIQUE INDEX uq_account_sign_in_name ON public.account USING btree (sign_in_name)
CREATE UNIQUE INDEX uq_answer_link_message ON public.answer_link USING btree (message)
CREATE UNIQUE INDEX uq_answer_link_token ON public.answer_link USING btree (token)
CREATE UNIQUE INDEX uq_child_screen_incident ON public.child_screen USING btree (incident)
CREATE UNIQUE INDEX uq_day_sheet_area_day ON public.day_sheet USING btree (area, day)
CREATE UNIQUE INDEX uq_directory_entry_area_code ON public.directory_entry USING btree (area, code)
CREATE UNIQUE INDEX uq_door_report_code ON public.door_report USING btree (code)
CREATE UNIQUE INDEX uq_incident_area_reference ON public.incident USING btree (area, reference)
CREATE UNIQUE INDEX uq_incoming_mail_source_digest ON public.incoming_mail USING btree (source_digest)
CREATE UNIQUE INDEX uq_information_request_referral_agency ON public.information_request USING btree (referral, agency)
CREATE UNIQUE INDEX uq_instrument_area_code_release ON public.instrument USING btree (area, code, release)
CREATE UNIQUE INDEX uq_mash_referral_incident ON public.mash_referral USING btree (incident)
CREATE UNIQUE INDEX uq_notice_incident_rule ON public.notice USING btree (incident, rule)
CREATE UNIQUE INDEX uq_pack_copy_meeting_account ON public.pack_copy USING btree (meeting, account)
CREATE UNIQUE INDEX uq_partner_referral_incident ON public.partner_referral USING btree (incident)
CREATE UNIQUE INDEX uq_sheet_answer_incident ON public.sheet_answer USING btree (incident)
CREATE UNIQUE INDEX uq_suggestion_left_person_right_person ON public.suggestion USING btree (left_person, right_person)
CREATE UNIQUE INDEX uq_weekly_report_area_week ON public.weekly_report USING btree (area, week)
CREATE UNIQUE INDEX weekly_report_pkey ON public.weekly_report USING btree (id)
account.area text NOT NULL
account.body text NOT NULL
account.digest text NOT NULL
account.disabled bigint NOT NULL
account.id text NOT NULL
account.restricted bigint NOT NULL
account.seal text NOT NULL
account.sign_in_name text NOT NULL
account.version bigint NOT NULL
action_offer.agency text NOT NULL
action_offer.area text NOT NULL
action_offer.body text NOT NULL
action_offer.digest text NOT NULL
action_offer.id text NOT NULL
action_offer.meeting text NOT NULL
action_offer.referral text NOT NULL
action_offer.restricted bigint NOT NULL
action_offer.seal text NOT NULL
action_offer.state text NOT NULL
action_offer.version bigint NOT NULL
agreed_action.agency text NOT NULL
agreed_action.area text NOT NULL
agreed_action.body text NOT NULL
agreed_action.digest text NOT NULL
agreed_action.due text NOT NULL
agreed_action.id text NOT NULL
agreed_action.meeting text NOT NULL
agreed_action.referral text NOT NULL
agreed_action.restricted bigint NOT NULL
agreed_action.seal text NOT NULL
agreed_action.state text NOT NULL
agreed_action.version bigint NOT NULL
answer_link.area text NOT NULL
answer_link.body text NOT NULL
answer_link.digest text NOT NULL
answer_link.id text NOT NULL
answer_link.look text
answer_link.message text NOT NULL
answer_link.request text NOT NULL
answer_link.restricted bigint NOT NULL
answer_link.seal text NOT NULL
answer_link.token text NOT NULL
answer_link.version bigint NOT NULL
assessment.area text NOT NULL
assessment.begun_at bigint NOT NULL
assessment.body text NOT NULL
assessment.digest text NOT NULL
assessment.finished_at bigint
assessment.id text NOT NULL
assessment.instrument text NOT NULL
assessment.restricted bigint NOT NULL
assessment.seal text NOT NULL
assessment.version bigint NOT NULL
assessment.victim text NOT NULL
attempt.failures bigint NOT NULL
attempt.last_at bigint NOT NULL
attempt.locked_until bigint NOT NULL
attempt.name text NOT NULL
attempt.seal text NOT NULL
audit.account text
audit.agency text
audit.area text
audit.at bigint NOT NULL
audit.deed text NOT NULL
audit.digest text NOT NULL
audit.doer text NOT NULL
audit.kind text NOT NULL
audit.record text NOT NULL
audit.record_digest text NOT NULL
audit.record_version bigint NOT NULL
audit.seq bigint NOT NULL
audit.verb text
audit.words text NOT NULL
chain_head.digest text NOT NULL
chain_head.id bigint NOT NULL
chain_head.seal text NOT NULL
chain_head.seq bigint NOT NULL
chaser.area text NOT NULL
chaser.at bigint NOT NULL
chaser.body text NOT NULL
chaser.digest text NOT NULL
chaser.id text NOT NULL
chaser.own text
chaser.promised text NOT NULL
chaser.restricted bigint NOT NULL
chaser.role text NOT NULL
chaser.seal text NOT NULL
chaser.state text NOT NULL
chaser.version bigint NOT NULL
child_screen.area text NOT NULL
child_screen.body text NOT NULL
child_screen.digest text NOT NULL
child_screen.id text NOT NULL
child_screen.incident text NOT NULL
child_screen.restricted bigint NOT NULL
child_screen.seal text NOT NULL
child_screen.version bigint NOT NULL
column_map.area text NOT NULL
column_map.pairs text NOT NULL
column_map.seal text NOT NULL
column_map.source text NOT NULL
consultation.area text NOT NULL
consultation.at bigint NOT NULL
consultation.body text NOT NULL
consultation.digest text NOT NULL
consultation.id text NOT NULL
consultation.restricted bigint NOT NULL
consultation.seal text NOT NULL
consultation.state text NOT NULL
consultation.version bigint NOT NULL
day_sheet.area text NOT NULL
day_sheet.body text NOT NULL
day_sheet.day text NOT NULL
day_sheet.digest text NOT NULL
day_sheet.id text NOT NULL
day_sheet.restricted bigint NOT NULL
day_sheet.seal text NOT NULL
day_sheet.version bigint NOT NULL
directory_entry.area text NOT NULL
directory_entry.body text NOT NULL
directory_entry.code text NOT NULL
directory_entry.digest text NOT NULL
directory_entry.id text NOT NULL
directory_entry.name text NOT NULL
directory_entry.restricted bigint NOT NULL
directory_entry.seal text NOT NULL
directory_entry.version bigint NOT NULL
directory_entry.waiting bigint NOT NULL
disclosure.area text NOT NULL
disclosure.at bigint NOT NULL
disclosure.body text NOT NULL
disclosure.digest text NOT NULL
disclosure.id text NOT NULL
disclosure.restricted bigint NOT NULL
disclosure.seal text NOT NULL
disclosure.source text NOT NULL
disclosure.version bigint NOT NULL
disclosure_person.at bigint NOT NULL
disclosure_person.owner text NOT NULL
disclosure_person.person text NOT NULL
disclosure_person.seal text NOT NULL
done_once.answer text NOT NULL
done_once.at bigint NOT NULL
done_once.key text NOT NULL
done_once.seal text NOT NULL
door_draft.area text NOT NULL
door_draft.begun_at bigint NOT NULL
door_draft.body text NOT NULL
door_draft.door text NOT NULL
door_draft.seal text NOT NULL
door_draft.token text NOT NULL
door_file.body text NOT NULL
door_file.place bigint NOT NULL
door_file.report text NOT NULL
door_file.seal text NOT NULL
door_report.agency text NOT NULL
door_report.area text NOT NULL
door_report.body text NOT NULL
door_report.code text
door_report.digest text NOT NULL
door_report.due_at bigint
door_report.flood text NOT NULL
door_report.id text NOT NULL
door_report.received_at bigint NOT NULL
door_report.restricted bigint NOT NULL
door_report.seal text NOT NULL
door_report.state text NOT NULL
door_report.version bigint NOT NULL
form_draft.account text NOT NULL
form_draft.area text NOT NULL
form_draft.body text NOT NULL
form_draft.closed_at bigint
form_draft.form text NOT NULL
form_draft.id text NOT NULL
form_draft.kept_at bigint NOT NULL
form_draft.page text NOT NULL
form_draft.seal text NOT NULL
form_feedback.agency text NOT NULL
form_feedback.area text NOT NULL
form_feedback.at bigint NOT NULL
form_feedback.body text NOT NULL
form_feedback.digest text NOT NULL
form_feedback.id text NOT NULL
form_feedback.incident text NOT NULL
form_feedback.restricted bigint NOT NULL
form_feedback.seal text NOT NULL
form_feedback.state text NOT NULL
form_feedback.version bigint NOT NULL
import_row.import text NOT NULL
import_row.incident text
import_row.line bigint NOT NULL
import_row.raw text NOT NULL
import_row.reason text NOT NULL
import_row.reference text NOT NULL
import_row.seal text NOT NULL
import_row.state text NOT NULL
import_run.area text NOT NULL
import_run.body text NOT NULL
import_run.digest text NOT NULL
import_run.id text NOT NULL
import_run.made_at bigint NOT NULL
import_run.restricted bigint NOT NULL
import_run.seal text NOT NULL
import_run.state text NOT NULL
import_run.version bigint NOT NULL
incident.area text NOT NULL
incident.body text NOT NULL
incident.children bigint NOT NULL
incident.claimed_by text
incident.claimed_until bigint
incident.content text NOT NULL
incident.decided_at bigint
incident.digest text NOT NULL
incident.due_at bigint
incident.id text NOT NULL
incident.import text
incident.level text NOT NULL
incident.outcome text
incident.queue text NOT NULL
incident.received_at bigint NOT NULL
incident.reference text NOT NULL
incident.reported_at bigint NOT NULL
incident.restricted bigint NOT NULL
incident.seal text NOT NULL
incident.version bigint NOT NULL
incident_party.area text NOT NULL
incident_party.at bigint NOT NULL
incident_party.owner text NOT NULL
incident_party.person text NOT NULL
incident_party.restricted bigint NOT NULL
incident_party.role text NOT NULL
incident_party.seal text NOT NULL
incoming_mail.area text NOT NULL
incoming_mail.body text NOT NULL
incoming_mail.digest text NOT NULL
incoming_mail.id text NOT NULL
incoming_mail.lead text
incoming_mail.received_at bigint NOT NULL
incoming_mail.request text
incoming_mail.restricted bigint NOT NULL
incoming_mail.seal text NOT NULL
incoming_mail.source_digest text NOT NULL
incoming_mail.state text NOT NULL
incoming_mail.unread bigint NOT NULL
incoming_mail.version bigint NOT NULL
information_request.agency text NOT NULL
information_request.area text NOT NULL
information_request.asked_at bigint NOT NULL
information_request.body text NOT NULL
information_request.digest text NOT NULL
information_request.due_at bigint NOT NULL
information_request.id text NOT NULL
information_request.referral text NOT NULL
information_request.restricted bigint NOT NULL
information_request.seal text NOT NULL
information_request.state text NOT NULL
information_request.version bigint NOT NULL
instrument.area text NOT NULL
instrument.body text NOT NULL
instrument.code text NOT NULL
instrument.digest text NOT NULL
instrument.id text NOT NULL
instrument.loaded_at bigint NOT NULL
instrument.release text NOT NULL
instrument.restricted bigint NOT NULL
instrument.seal text NOT NULL
instrument.version bigint NOT NULL
job.id text NOT NULL
job.kind text NOT NULL
job.locked_until bigint
job.problem text NOT NULL
job.run_at bigint NOT NULL
job.seal text NOT NULL
job.state text NOT NULL
job.subject text NOT NULL
job.tries bigint NOT NULL
keeper_notice.area text NOT NULL
keeper_notice.body text NOT NULL
keeper_notice.digest text NOT NULL
keeper_notice.id text NOT NULL
keeper_notice.kind text NOT NULL
keeper_notice.made_at bigint NOT NULL
keeper_notice.record text NOT NULL
keeper_notice.restricted bigint NOT NULL
keeper_notice.seal text NOT NULL
keeper_notice.state text NOT NULL
keeper_notice.version bigint NOT NULL
mail_source.body text NOT NULL
mail_source.mail text NOT NULL
mail_source.part bigint NOT NULL
mail_source.seal text NOT NULL
marac_referral.area text NOT NULL
marac_referral.body text NOT NULL
marac_referral.digest text NOT NULL
marac_referral.heard_at bigint
marac_referral.id text NOT NULL
marac_referral.meeting text
marac_referral.perpetrator text NOT NULL
marac_referral.referred_at bigint NOT NULL
marac_referral.restricted bigint NOT NULL
marac_referral.seal text NOT NULL
marac_referral.state text NOT NULL
marac_referral.version bigint NOT NULL
marac_referral.victim text NOT NULL
mash_referral.area text NOT NULL
mash_referral.body text NOT NULL
mash_referral.digest text NOT NULL
mash_referral.due_at bigint
mash_referral.id text NOT NULL
mash_referral.incident text
mash_referral.rag text
mash_referral.received_at bigint NOT NULL
mash_referral.restricted bigint NOT NULL
mash_referral.seal text NOT NULL
mash_referral.state text NOT NULL
mash_referral.untold bigint NOT NULL
mash_referral.version bigint NOT NULL
meeting.area text NOT NULL
meeting.body text NOT NULL
meeting.digest text NOT NULL
meeting.id text NOT NULL
meeting.restricted bigint NOT NULL
meeting.seal text NOT NULL
meeting.starts_at bigint NOT NULL
meeting.state text NOT NULL
meeting.venue text NOT NULL
meeting.version bigint NOT NULL
message.about text NOT NULL
message.area text NOT NULL
message.body text NOT NULL
message.digest text NOT NULL
message.id text NOT NULL
message.kind text NOT NULL
message.next_at bigint
message.queued_at bigint NOT NULL
message.reference text NOT NULL
message.restricted bigint NOT NULL
message.seal text NOT NULL
message.state text NOT NULL
message.version bigint NOT NULL
meta.name text NOT NULL
meta.seal text NOT NULL
meta.value text NOT NULL
minute_draft.at bigint NOT NULL
minute_draft.field text NOT NULL
minute_draft.meeting text NOT NULL
minute_draft.owner text NOT NULL
minute_draft.seal text NOT NULL
minute_draft.seen text NOT NULL
minute_draft.version bigint NOT NULL
minute_draft.words text NOT NULL
named_access.account text NOT NULL
named_access.owner text NOT NULL
named_access.seal text NOT NULL
nomination.area text NOT NULL
nomination.at bigint NOT NULL
nomination.body text NOT NULL
nomination.digest text NOT NULL
nomination.id text NOT NULL
nomination.person text NOT NULL
nomination.restricted bigint NOT NULL
nomination.seal text NOT NULL
nomination.state text NOT NULL
nomination.version bigint NOT NULL
notice.agency text NOT NULL
notice.area text NOT NULL
notice.body text NOT NULL
notice.digest text NOT NULL
notice.id text NOT NULL
notice.incident text NOT NULL
notice.made_at bigint NOT NULL
notice.restricted bigint NOT NULL
notice.rule text NOT NULL
notice.seal text NOT NULL
notice.state text NOT NULL
notice.version bigint NOT NULL
opened_access.account text NOT NULL
opened_access.owner text NOT NULL
opened_access.seal text NOT NULL
opened_access.until bigint NOT NULL
pack_copy.account text NOT NULL
pack_copy.area text NOT NULL
pack_copy.body text NOT NULL
pack_copy.digest text NOT NULL
pack_copy.id text NOT NULL
pack_copy.meeting text NOT NULL
pack_copy.restricted bigint NOT NULL
pack_copy.seal text NOT NULL
pack_copy.version bigint NOT NULL
partner_referral.area text NOT NULL
partner_referral.body text NOT NULL
partner_referral.digest text NOT NULL
partner_referral.id text NOT NULL
partner_referral.incident text
partner_referral.police text NOT NULL
partner_referral.received_at bigint NOT NULL
partner_referral.restricted bigint NOT NULL
partner_referral.seal text NOT NULL
partner_referral.state text NOT NULL
partner_referral.version bigint NOT NULL
person.area text NOT NULL
person.body text NOT NULL
person.digest text NOT NULL
person.id text NOT NULL
person.restricted bigint NOT NULL
person.seal text NOT NULL
person.version bigint NOT NULL
protective_order.area text NOT NULL
protective_order.body text NOT NULL
protective_order.digest text NOT NULL
protective_order.id text NOT NULL
protective_order.made text NOT NULL
protective_order.perpetrator text NOT NULL
protective_order.restricted bigint NOT NULL
protective_order.seal text NOT NULL
protective_order.version bigint NOT NULL
protective_order.victim text NOT NULL
scheme_request.area text NOT NULL
scheme_request.body text NOT NULL
scheme_request.digest text NOT NULL
scheme_request.id text NOT NULL
scheme_request.partner text NOT NULL
scheme_request.person text NOT NULL
scheme_request.restricted bigint NOT NULL
scheme_request.seal text NOT NULL
scheme_request.version bigint NOT NULL
session.account text NOT NULL
session.area text NOT NULL
session.created_at bigint NOT NULL
session.ended_at bigint
session.id text NOT NULL
session.seal text NOT NULL
session.seen_at bigint NOT NULL
session.token text NOT NULL
sheet_answer.area text NOT NULL
sheet_answer.body text NOT NULL
sheet_answer.digest text NOT NULL
sheet_answer.id text NOT NULL
sheet_answer.incident text NOT NULL
sheet_answer.restricted bigint NOT NULL
sheet_answer.seal text NOT NULL
sheet_answer.version bigint NOT NULL
signpost.area text NOT NULL
signpost.at bigint NOT NULL
signpost.body text NOT NULL
signpost.digest text NOT NULL
signpost.id text NOT NULL
signpost.record text NOT NULL
signpost.restricted bigint NOT NULL
signpost.seal text NOT NULL
signpost.service text NOT NULL
signpost.version bigint NOT NULL
suggestion.area text NOT NULL
suggestion.band text NOT NULL
suggestion.body text NOT NULL
suggestion.digest text NOT NULL
suggestion.id text NOT NULL
suggestion.left_person text NOT NULL
suggestion.made_at bigint NOT NULL
suggestion.restricted bigint NOT NULL
suggestion.right_person text NOT NULL
suggestion.seal text NOT NULL
suggestion.state text NOT NULL
suggestion.version bigint NOT NULL
supervision.area text NOT NULL
supervision.body text NOT NULL
supervision.digest text NOT NULL
supervision.id text NOT NULL
supervision.open bigint NOT NULL
supervision.person text NOT NULL
supervision.restricted bigint NOT NULL
supervision.seal text NOT NULL
supervision.version bigint NOT NULL
support_case.agency text NOT NULL
support_case.area text NOT NULL
support_case.body text NOT NULL
support_case.client text NOT NULL
support_case.digest text NOT NULL
support_case.due_at bigint NOT NULL
support_case.id text NOT NULL
support_case.open bigint NOT NULL
support_case.owed_at bigint
support_case.restricted bigint NOT NULL
support_case.seal text NOT NULL
support_case.version bigint NOT NULL
weekly_report.area text NOT NULL
weekly_report.body text NOT NULL
weekly_report.digest text NOT NULL
weekly_report.id text NOT NULL
weekly_report.restricted bigint NOT NULL
weekly_report.seal text NOT NULL
weekly_report.version bigint NOT NULL
weekly_report.week text NOT NULL
