"""Routes that `test_accessible_pages` need not open: other tests look at them, or nobody looks at them as at a page."""

from __future__ import annotations

OTHERS = {
    "desk:act", "desk:version", "desk:upload",
    # the citizens' own tests (doors/portal/tests/test_online.py, test_filed.py) look at these
    "portal:sign_in", "portal:register", "portal:reset", "portal:code", "portal:begin", "portal:question", "portal:mine",
    "portal:filed", "portal:supplement", "portal:withdraw",
    # the tests of signed results look at these
    "desk:ecopies", "desk:ecopy", "desk:sign_result", "desk:reuse", "desk:signed_result",
    "portal:store", "portal:stored", "portal:opened", "portal:check",
    # the tests of the citizens' ways in look at these
    "portal:ways", "portal:ways_code",
    # the tests of certification, books and money look at these
    "desk:certify", "desk:certified", "desk:books", "desk:book", "desk:void_number",
    "desk:money", "desk:till", "desk:money_of", "desk:give_back", "desk:receipts", "desk:receipt_range",
    "desk:receipt_report", "desk:bank", "desk:bank_account", "desk:bank_notice",
    # the tests of the office's own papers look at these
    "desk:forms", "desk:form_kind", "desk:draft_form", "desk:form_version", "desk:rewrite_form",
    # the hand-over's own tests look at these
    "desk:handovers", "desk:begin_handover", "desk:handover", "desk:write_handover", "desk:absences",
    # the tests of spoken guidance look at these
    "desk:guidance", "desk:recording",
    # the village trips' own tests look at these
    "desk:trips", "desk:plan_trip", "desk:wishes", "desk:trip", "desk:trip_act", "desk:trip_paper", "desk:carry_trip",
    # the tests of staff look at these
    "desk:staff", "desk:make_post", "desk:appoint", "desk:end_post", "desk:dismiss", "desk:staff_member",
    # the petitions' own tests look at these (doors/desk/tests/test_petitioning.py, doors/portal/tests/test_petitioning.py)
    "desk:petitions", "desk:petition", "desk:enter_petition", "desk:petition_act", "portal:petitions", "portal:send_petition",
    "portal:petition_sent", "portal:petition_lookup",
    # the tests of drafts look at these (doors/desk/tests/test_drafts.py)
    "desk:drafts", "desk:document_draft", "desk:begin_document_draft", "desk:write_document_draft", "desk:draft_difference",
    "desk:comment_draft", "desk:settle_draft_comment", "desk:ask_about_draft", "desk:answer_about_draft",
    "desk:drop_document_draft", "desk:bring_draft_docx",
    # the tests of an office's templates look at these (doors/desk/tests/test_office_templates.py)
    "desk:office_templates", "desk:new_office_template", "desk:office_template", "desk:rewrite_office_template",
    "desk:bring_office_template",
    # the tests of documents look at these
    "desk:document_registers", "desk:document_register", "desk:register_incoming", "desk:issue_outgoing", "desk:document",
    "desk:void_document_number", "desk:document_terms", "desk:register_many", "desk:issue_many", "desk:reserve_document_number",
    "desk:begin_document_register", "desk:close_document_register", "desk:use_document_number", "desk:move_document",
    "desk:join_paper", "desk:postal_register", "desk:find_document",
    # the tests of letters that become dossiers look at this (doors/desk/tests/test_from_letter.py)
    "desk:receive_letter",
    # the tests of what hangs together look at these (doors/desk/tests/test_linked.py)
    "desk:linked_document", "desk:linked_draft", "desk:linked_dossier", "desk:linked_work_file",
    # the tests of approval look at these
    "desk:rounds", "desk:round", "desk:submit_draft", "desk:approve_round", "desk:return_round", "desk:withdraw_round",
    "desk:counted_arrivals", "desk:attest_document", "desk:sign_copy",
    "desk:register_closing", "desk:sign_register_closing", "desk:attest_register_closing",
    "desk:sign_round", "desk:sign_round_on_paper", "desk:issue_round", "desk:attest_round", "desk:round_signatures",
    # the tests of work files look at these
    "desk:work_files", "desk:open_work_file", "desk:put_letter", "desk:file_plans", "desk:file_plan", "desk:add_plan_line",
    "desk:plan_line", "desk:drop_plan_line", "desk:plan_table", "desk:issue_file_plan", "desk:hand_ins", "desk:give_files",
    "desk:hand_in", "desk:take_hand_in", "desk:refuse_hand_in", "desk:destructions", "desk:make_destruction",
    "desk:destruction", "desk:settle_destruction", "desk:work_file", "desk:put_loose", "desk:put_dossier",
    "desk:put_draft", "desk:file_item",
    "desk:take_out_item", "desk:close_work_file", "desk:check_work_file", "desk:reopen_work_file", "desk:keep_work_file",
    "desk:hold_work_file", "desk:lift_hold",
    # the tests of delivery look at these
    "desk:recipients", "desk:new_recipient_group", "desk:recipient_group", "desk:close_recipient_group", "desk:new_agency",
    "desk:agency", "desk:close_agency", "desk:deliveries", "desk:send_document", "desk:recall_document", "desk:update_document",
    "desk:answer_recall", "desk:wrong_packets", "desk:send_again", "desk:copy_document",
    # the tests of what arrives look at these
    "desk:arrivals", "desk:arrival", "desk:upload_arrivals", "desk:join_arrival", "desk:refuse_arrival",
    # the tests of the week's calendar look at these (doors/desk/tests/test_agenda.py)
    "desk:agenda", "desk:agenda_jobs", "desk:agenda_asked", "desk:agenda_feeds", "desk:agenda_entry", "desk:amend_agenda_entry",
    "desk:conclude_agenda_entry", "desk:refuse_agenda_entry", "desk:agenda_job", "desk:withdraw_agenda_job",
    "desk:agenda_person", "desk:approve_agenda_week", "desk:give_back_agenda_week", "desk:agenda_write", "desk:agenda_week",
    # the tests of handling look at these
    "desk:letters", "desk:letter", "desk:present_letter", "desk:instruct_letter", "desk:file_letter", "desk:letter_act",
    "desk:letter_book", "desk:letter_statistics", "desk:letter_week",
    # the leaders' own tests look at these
    "leaders:board", "leaders:workload", "leaders:reports", "leaders:report", "leaders:report_rows", "leaders:operations",
    "leaders:readiness", "leaders:readiness_unit", "leaders:readiness_requirement", "leaders:assess", "leaders:review",
    "leaders:withdraw_assessment", "leaders:scores", "leaders:score_board", "leaders:score_unit", "leaders:score_rows",
    "leaders:judge", "leaders:my_score", "leaders:staff_scores", "leaders:staff_score", "leaders:staff_rows",
    "leaders:reorganisations", "leaders:reorganisation", "leaders:reorganisation_lines", "leaders:waiting_dossiers",
    "leaders:cuts", "leaders:draft_cut", "leaders:months", "leaders:month", "desk:reminders", "desk:late", "desk:apology",
    # the ratings' and the notices' own tests look at these
    "portal:rate", "portal:stop_notices", "leaders:ratings", "leaders:notices", "leaders:resend_notice",
}  # fmt: skip
HALL = {
    "portal:board", "portal:kiosk", "portal:ticket", "desk:queue", "desk:queue_strip", "desk:queue_setup",
    "portal:national_back", "portal:national_link",
    "portal:kiosk_visit", "portal:visits", "portal:visit_unit", "portal:visit_times", "portal:visit", "desk:visits",
    "desk:withdraw_visit", "desk:visit_plans", "desk:queue_matters", "portal:kiosk_matters",
}  # fmt: skip
"""A waiting hall in the morning has a test of its own below."""
NOT_PAGES = {
    "healthz", "mfa_login_webauthn", "mfa_download_recovery_codes",
    "desk:end_letter", "desk:letters_xlsx", "desk:letter_book_pdf", "desk:letter_book_xlsx", "desk:letter_slip",
    "desk:letter_stamp", "desk:letter_stamped", "desk:letter_statistics_xlsx",
    # answers for machines, papers, fragments of pages, and acts that are only posted
    "desk:beside", "desk:find_procedure", "desk:find_place", "desk:parts", "desk:preview", "desk:draft",
    "desk:drop_draft", "desk:round_pdf", "desk:round_slip", "desk:receipt_slip", "desk:control_slip", "desk:advance",
    "desk:make_note", "desk:accept_note",
    "desk:note_pdf", "desk:version_step", "desk:scan", "desk:hold_scans", "desk:file", "leaders:board_csv",
    "leaders:report_xlsx",
    "leaders:report_pdf", "leaders:readiness_xlsx", "leaders:score_xlsx", "leaders:redeliver",
    "desk:work_files_xlsx", "desk:file_plan_pdf", "desk:file_plan_xlsx", "desk:hand_in_pdf", "desk:destruction_pdf",
    "desk:file_contents_pdf", "desk:file_contents_xlsx", "desk:file_package",
    "leaders:load_reorganisations", "leaders:reorganisation_act", "leaders:decide_waiting",
    "portal:leave", "portal:drop", "portal:keep", "accounts:end_session",
    "accounts:drop_form",
    "desk:certify_total", "desk:certify_draft", "desk:attestation", "desk:certify_fee_slip",
    "desk:begin_book", "desk:book_pdf", "desk:turn_book",
    "desk:till_pdf", "desk:money_receipt", "desk:receipt_report_xlsx", "desk:receipt_report_pdf", "desk:notice",
    "leaders:month_pdf",
    "desk:register_pdf", "desk:register_xlsx", "desk:see_reminder", "desk:late_csv", "desk:apology_pdf", "desk:send_apology",
    "desk:sign_handover", "desk:end_handover", "desk:end_absence", "desk:handover_pdf",
    "desk:form_pdf", "desk:built_in_form", "desk:form_step",
    "desk:drop_wish", "desk:trip_pdf", "desk:turn_trip", "desk:trip_worker", "desk:trip_exchange",
    "desk:hand_password", "desk:turn_account",
    "desk:petitions_xlsx", "desk:claim_petition",
    "desk:read_symbol", "desk:restore_arrival", "desk:register_closing_pdf", "desk:document_register_pdf",
    "desk:document_register_xlsx",
    "desk:keep_document_draft", "desk:draft_pdf", "desk:withdraw_draft_question",
    "desk:deliveries_xlsx", "desk:wrong_packet",
    "desk:draft_docx",
    # a PDF, a .docx, and posts that come back to the page of a template
    "desk:office_template_pdf", "desk:office_template_docx", "desk:publish_office_template", "desk:withdraw_office_template",
    "desk:postal_register_pdf", "desk:postal_register_xlsx", "desk:envelopes",
    "desk:agenda_feed", "desk:revoke_agenda_feed", "desk:accept_agenda_entry", "desk:claim_agenda_job",
    "desk:submit_agenda_week", "desk:see_agenda_edition", "desk:agenda_week_pdf", "desk:agenda_week_xlsx",
    "desk:agenda_week_ics",
    "desk:withdraw_visits", "desk:queue_act", "desk:queue_change", "desk:queue_csv", "desk:queue_sit",
    "portal:take_ticket", "portal:hear", "portal:ticket_name", "portal:ticket_pdf", "portal:cancel_visit",
    "portal:stored_file", "portal:opened_file",
    "portal:national",
}  # fmt: skip
IN_A_STATE = {
    "mfa_generate_recovery_codes", "mfa_remove_webauthn", "mfa_edit_webauthn", "account_set_password",
    # pages that somebody meets only on the way to something: each has a test of its own below
    "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "accounts:kept_form",
}  # fmt: skip
