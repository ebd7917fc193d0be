import {registry} from "@web/core/registry";

const lose = {
    content: "Mark it as lost",
    trigger: ".o_statusbar_buttons button[data-hotkey='l'], .o-dropdown-item:contains('Lost')",
    run: "click",
};

/** A salesperson wants to give up at closing, plans a last try, and loses the deal after it. */
registry.category("web_tour.tours").add("dosmart_crm_refusal", {
    steps: () => [
        lose,
        {content: "A last try is asked", trigger: ".modal .alert:contains('one last try')"},
        {
            content: "The manager visits",
            trigger: ".modal .o_field_widget[name='rescue_kind'] input[data-value='manager_visit']",
            run: "click",
        },
        {
            content: "Plan it",
            trigger: ".modal button[name='action_plan_rescue']",
            run: "click",
        },
        {content: "The deal is open still", trigger: "body:not(:has(.modal)) .o_form_view"},
        lose,
        {
            content: "It was planned: now say what came of it",
            trigger: ".modal .o_field_widget[name='rescue_note'] textarea",
            run: "edit Half the cameras; still no",
        },
        {
            content: "Say why",
            trigger:
                ".modal .o_field_widget[name='lost_reason_id'] .o_selection_badge:contains('Too dear')",
            run: "click",
        },
        {
            content: "Lost",
            trigger: ".modal button[name='action_lost_reason_apply']",
            run: "click",
        },
        {content: "It is lost", trigger: "body:not(:has(.modal)) .ribbon:contains('Lost')"},
    ],
});

/** Who takes over a client reads the brief, and copies a quotation of a colleague. */
registry.category("web_tour.tours").add("dosmart_crm_handover", {
    steps: () => [
        {
            content: "Open the brief",
            trigger: "button[name='action_handover_brief']",
            run: "click",
        },
        {
            content: "The sheet",
            trigger: ".modal .o_field_widget[name='conclusions']:contains('Pays late')",
        },
        {content: "The money", trigger: ".modal .o_field_widget[name='balance']"},
        {
            content: "Copy what the colleague quoted",
            trigger: ".modal button[name='action_copy_quotation']",
            run: "click",
        },
        {
            content: "It is a quotation of one's own, with a link to the original",
            trigger:
                "body:not(:has(.modal)) .o_form_view .o_arrow_button_current:contains('Quotation')",
        },
    ],
});
