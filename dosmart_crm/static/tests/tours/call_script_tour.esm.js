import {registry} from "@web/core/registry";

const next = {content: "Next step", trigger: ".o_call_next", run: "click"};

/** A salesperson starts the script from the activity, and the browser closes while typing. */
registry.category("web_tour.tours").add("dosmart_crm_call_script", {
    steps: () => [
        {content: "Start it from the activity", trigger: ".o_start_script", run: "click"},
        {
            content: "What not to ask is told",
            trigger: ".o_call_run:contains('Good morning'):contains('Your age?')",
        },
        next,
        {
            content: "Type, and leave the page before it is saved",
            trigger: ".o_call_step:contains('Ask') ~ div .o_call_answer",
            run({anchor}) {
                anchor.value = "After eight";
                anchor.dispatchEvent(new InputEvent("input", {bubbles: true}));
                window.location.reload();
            },
            expectUnloadPage: true,
        },
        {content: "It was sent off", trigger: ".o_call_answer:value('After eight')"},
    ],
});

/** It goes on where it was left, with what was typed. */
registry.category("web_tour.tours").add("dosmart_crm_call_script_again", {
    steps: () => [
        {content: "Start it again", trigger: ".o_start_script", run: "click"},
        {content: "Nothing is lost", trigger: ".o_call_answer:value('After eight')"},
        next,
        {
            content: "Answer the question of the sheet",
            trigger: "select.o_call_answer",
            run: "selectByLabel Yes",
        },
        {content: "It is saved", trigger: ".o_call_status:contains('Saved')"},
        {content: "Finish", trigger: ".o_call_finish", run: "click"},
        {
            content: "What came of the call is asked",
            trigger: ".modal .o_call_outcomes button:contains('Answered')",
            run: "click",
        },
        {
            content: "Back at the deal, whose chatter tells the answers",
            trigger: "body:not(:has(.modal)) .o-mail-Message:contains('After eight')",
        },
    ],
});
