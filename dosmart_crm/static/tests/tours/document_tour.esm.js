import {registry} from "@web/core/registry";

const write = (field, text) => ({
    content: `Write ${field}`,
    trigger: `.o_field_widget[name='${field}'] .odoo-editor-editable`,
    run: `editor ${text}`,
});

/** A salesperson writes the minutes that a control point asks for, and sends them. */
registry.category("web_tour.tours").add("dosmart_crm_document", {
    steps: () => [
        {
            content: "Open the control points",
            trigger: ".o_notebook_headers a[name='control_points']",
            run: "click",
        },
        {
            content: "Write what is missing",
            trigger: ".o_control_point:contains('Minutes') .o_control_write",
            run: "click",
        },
        write("agreements", "We send the offer on Monday"),
        {
            content: "Send them",
            trigger: ".o_form_statusbar button[name='action_send']",
            run: "click",
        },
        {
            content: "The PDF is attached",
            trigger: ".modal .o_field_widget[name='attachment_ids']:contains('.pdf')",
        },
        {
            content: "Send the message",
            trigger: ".modal .o_mail_send, .modal button[name='action_send_mail']",
            run: "click",
        },
        {
            content: "They are sent",
            trigger: ".o_form_view button[name='action_open_file']",
        },
    ],
});
