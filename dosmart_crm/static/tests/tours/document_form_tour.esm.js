import {registry} from "@web/core/registry";

const confirm = {
    content: "Confirm",
    trigger: ".modal .modal-footer .btn-primary",
    run: "click",
};
const approved = {
    content: "It is approved",
    trigger: ".o_form_statusbar .o_arrow_button_current:contains('Approved')",
};

/** A salesperson cannot send a document as long as nobody approved its form. */
registry.category("web_tour.tours").add("dosmart_crm_document_not_approved", {
    steps: () => [
        {
            content: "The form waits for its approval",
            trigger: ".o_form_view .alert:contains('No version of this form is approved yet')",
        },
        {
            content: "Try to send it",
            trigger: ".o_form_statusbar button[name='action_send']",
            run: "click",
        },
        {
            content: "It is refused, with what to do",
            trigger: ".modal-body:contains('Ask a sales manager to approve one')",
        },
        {...confirm, content: "Close the message"},
        {
            content: "It is still a draft",
            trigger: "body:not(:has(.modal)) .o_form_statusbar button[name='action_send']",
        },
    ],
});

/** A manager approves the form, makes a new version of it and approves that one, too. */
registry.category("web_tour.tours").add("dosmart_crm_document_form", {
    steps: () => [
        {
            content: "Open the form",
            trigger: ".o_data_row .o_data_cell:contains('Minutes of Our Meeting')",
            run: "click",
        },
        {
            content: "Approve it",
            trigger: ".o_form_statusbar button[name='action_approve']",
            run: "click",
        },
        confirm,
        approved,
        {
            content: "Make a new version",
            trigger: ".o_form_statusbar button[name='action_new_version']",
            run: "click",
        },
        {
            content: "Change its title",
            trigger: ".o_field_widget[name='name'] input",
            run: "edit What We Agreed",
        },
        {
            content: "Approve it, too",
            trigger: ".o_form_statusbar button[name='action_approve']",
            run: "click",
        },
        confirm,
        approved,
        {
            content: "It is the second one",
            trigger: ".o_field_widget[name='version']:contains('2')",
        },
    ],
});
