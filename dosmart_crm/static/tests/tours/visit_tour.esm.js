import {registry} from "@web/core/registry";

let taps = 0;

/** One tap of a thumb, which the tour counts. */
const tap = (content, trigger, height = 30) => ({
    content,
    trigger,
    run({anchor}) {
        taps += 1;
        if (anchor.getBoundingClientRect().height < height) {
            throw new Error(`${content}: too low for a thumb`);
        }
        anchor.click();
    },
});

const badge = (field, label) =>
    tap(
        `Tap ${field}: ${label}`,
        `.o_field_widget[name='${field}'] .o_selection_badge:contains('${label}')`,
        44
    );

const nothingSideways = {
    content: "Nothing reaches out of the screen",
    trigger: ".o_form_view",
    run() {
        const {scrollWidth, clientWidth} = document.documentElement;
        if (scrollWidth > clientWidth) {
            throw new Error(`${scrollWidth} px on a screen of ${clientWidth} px`);
        }
    },
};

/** A visit from the door to the next contact, in under ten taps; starts on the form of a lead. */
registry.category("web_tour.tours").add("dosmart_crm_visit_on_phone", {
    steps: () => [
        tap("Start the visit", ".o_phone_actions button[name='action_start_visit']", 44),
        {
            content: "It says what the sheet still misses",
            trigger: ".o_visit_sheet .o_field_widget[name='missing_question_ids'] .o_tag",
        },
        nothingSideways,
        badge("visit_attitude", "Good"),
        badge("visit_outcome_id", "Interested"),
        tap("Go to the minutes", ".o_field_widget[name='visit_minutes'] textarea"),
        {
            content: "Type the minutes",
            trigger: ".o_field_widget[name='visit_minutes'] textarea",
            run: "edit Wants eight cameras",
        },
        badge("next_contact", "Call"),
        {trigger: ".o_field_widget[name='next_contact_date']:visible"},
        tap(
            "Add an agreement",
            ".o_field_widget[name='agreement_ids'] .o_field_x2many_list_row_add a",
            44
        ),
        {
            content: "Type what we promise",
            trigger: ".o_field_widget[name='agreement_ids'] .o_selected_row [name='name'] input",
            run: "edit Send the drawing",
        },
        nothingSideways,
        tap("Finish", ".o_statusbar_buttons button[name='action_finish_visit']"),
        {
            content: "It is done",
            trigger: ".o_form_view:not(:has(button[name='action_finish_visit']:visible))",
        },
        {
            content: "That were fewer than ten taps",
            trigger: ".o_form_view",
            run() {
                if (taps >= 10) {
                    throw new Error(`${taps} taps`);
                }
            },
        },
    ],
});

/** A planned call is logged from the chatter in two clicks. */
registry.category("web_tour.tours").add("dosmart_crm_log_call", {
    steps: () => [
        {
            content: "Log the planned call",
            trigger: ".o-mail-Activity .o_log_call",
            run: "click",
        },
        {
            content: "Nobody answered",
            trigger: ".modal .o_call_outcomes button:contains('No Answer')",
            run: "click",
        },
        {
            content: "The chatter says so, and the activity is gone",
            trigger: ".o-mail-Chatter:not(:has(.o_log_call)) .o-mail-Message:contains('No Answer')",
        },
        {
            content: "Log one that nobody planned",
            trigger: ".o_statusbar_buttons button[name='action_log_call']",
            run: "click",
        },
        {
            content: "It was answered",
            trigger: ".modal .o_call_outcomes button:contains('Answered')",
            run: "click",
        },
        {
            content: "The dialog is closed",
            trigger: "body:not(:has(.modal)) .o-mail-Chatter",
        },
    ],
});
