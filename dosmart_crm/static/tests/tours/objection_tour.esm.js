import {registry} from "@web/core/registry";

const PAGE = ".o_notebook_headers a[name='objections']";
const saved = ".o_form_view:has(.o_form_status_indicator_buttons.invisible)";

/** A salesperson notes an objection, is held by it, answers it with a suggestion, and goes on. */
registry.category("web_tour.tours").add("dosmart_crm_objection", {
    steps: () => [
        {content: "Open the objections", trigger: PAGE, run: "click"},
        {
            content: "Note an objection",
            trigger: ".o_field_widget[name='objection_ids'] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            content: "Which one?",
            trigger: ".modal .o_field_widget[name='objection_id'] input",
            run: "edit Too dear",
        },
        {
            content: "That one",
            trigger: ".o-autocomplete--dropdown-item:contains('Too dear')",
            run: "click",
        },
        {
            content: "The suggested answers tell how often they convinced",
            trigger: ".modal label:contains('Compared with what? (convinced 100 % of 1)')",
        },
        {
            content: "Answer later",
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            content: "Save",
            trigger: "body:not(:has(.modal)) .o_form_button_save",
            run: "click",
        },
        {
            content: "Go on",
            trigger: `${saved} .o_statusbar_status button:contains('Offer analysis')`,
            run: "click",
        },
        {
            content: "The objection holds the deal",
            trigger:
                ".modal:contains('answer the objection “Too dear”') .btn-secondary, .modal .btn-close",
            run: "click",
        },
        {
            content: "Open the objection",
            trigger:
                "body:not(:has(.modal)) .o_field_widget[name='objection_ids'] .o_data_row td[name='objection_id']",
            run: "click",
        },
        {
            content: "Choose a suggested answer",
            trigger: ".modal .o_radio_item:contains('Pay it month by month.') input",
            run: "click",
        },
        {
            content: "It became our answer",
            trigger:
                ".modal .o_field_widget[name='answer'] textarea:value('Pay it month by month.')",
        },
        {content: "Done", trigger: ".modal .o_form_button_save", run: "click"},
        {
            content: "Save",
            trigger: "body:not(:has(.modal)) .o_form_button_save",
            run: "click",
        },
        {
            content: "Go on",
            trigger: `${saved} .o_statusbar_status button:contains('Offer analysis')`,
            run: "click",
        },
        {
            content: "It went on",
            trigger: `${saved} .o_statusbar_status button[aria-checked='true']:contains('Offer analysis')`,
        },
    ],
});
