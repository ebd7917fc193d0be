import {registry} from "@web/core/registry";

/** Log the call of the contact that is shown. */
const log = (outcome, expected) => [
    {
        content: "Say what came of it",
        trigger: ".o_form_statusbar button[name='action_log_outcome']:enabled",
        run: "click",
    },
    {
        content: outcome,
        trigger: `.modal .o_call_outcomes button:contains('${outcome}')`,
        run: "click",
    },
    {
        content: `It says so: ${expected}`,
        trigger: `body:not(:has(.modal)) .o_field_widget[name='attempt_count']:contains('${expected}')`,
    },
];

/** A manager looks at the preview of a program, switches it on, and its call takes two attempts. */
registry.category("web_tour.tours").add("dosmart_crm_program", {
    steps: () => [
        {
            content: "Open the program",
            trigger: ".o_list_view .o_data_cell[name='name']:contains('Tour')",
            run: "click",
        },
        {
            content: "Look at the preview",
            trigger: ".o_form_statusbar button[name='action_preview']",
            run: "click",
        },
        {
            content: "It tells whom it contacts",
            trigger: ".modal .o_program_preview .text-bg-success:contains('1')",
        },
        {
            content: "And whom not, by which rule",
            trigger: ".modal .o_program_preview tr:contains('No email or phone that works')",
        },
        {
            content: "Close it",
            trigger: ".modal footer button:contains('Close')",
            run: "click",
        },
        {
            content: "Switch the program on",
            trigger:
                "body:not(:has(.modal)) .o_form_statusbar button[name='action_switch_on']:enabled",
            run: "click",
        },
        {
            content: "Yes",
            trigger: ".modal footer button:contains('Switch On')",
            run: "click",
        },
        {
            content: "Run it now",
            trigger:
                "body:not(:has(.modal)) .o_form_statusbar button[name='action_run_now']:enabled",
            run: "click",
        },
        {
            content: "A contact is under way",
            trigger: "button[name='action_view_touchpoints']:contains('1')",
            run: "click",
        },
        {
            content: "Open it",
            trigger: ".o_data_row:contains('Under Way') .o_data_cell[name='partner_id']",
            run: "click",
        },
        ...log("No Answer", "1"),
        ...log("Answered", "2"),
        {
            content: "It is done",
            trigger: ".o_statusbar_status .o_arrow_button_current:contains('Done')",
        },
    ],
});
