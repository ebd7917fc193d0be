import {registry} from "@web/core/registry";

const page = (name) => ({
    content: `Open the page ${name}`,
    trigger: `.o_notebook_headers a[name='${name}']`,
    run: "click",
});

/** A client complains in the portal, with a wish to reach the management. */
registry.category("web_tour.tours").add("dosmart_crm_complain", {
    steps: () => [
        {
            content: "New complaint",
            trigger: "a[href='/my/complaint/new']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "What it is about",
            trigger: "input[name='subject']",
            run: "edit The alarm goes off",
        },
        {
            content: "What happened",
            trigger: "textarea[name='description']",
            run: "edit Every night at two",
        },
        {
            content: "Nothing is wider than the phone",
            trigger: ".o_complaint_form",
            run: () => {
                if (document.documentElement.scrollWidth > window.innerWidth) {
                    throw new Error("The form scrolls sideways");
                }
            },
        },
        {
            content: "Send it",
            trigger: ".o_complaint_form button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {content: "It has a number", trigger: ".alert-success:contains('Q')"},
        {
            content: "Ask for the management",
            trigger: ".o_complaint_management summary",
            run: "click",
        },
        {
            content: "Say why",
            trigger: ".o_complaint_management textarea",
            run: "edit It is the third time",
        },
        {
            content: "Send it to the management",
            trigger: ".o_complaint_management button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {content: "They have it", trigger: "p:contains('Our management has it')"},
    ],
});

/** The leader looks for the cause, puts it right, and is refused to close it too early. */
registry.category("web_tour.tours").add("dosmart_crm_solve_complaint", {
    steps: () => [
        {
            content: "The board shows the clock",
            trigger: ".o_kanban_record:contains('The alarm goes off') .o_complaint_clock",
            run: "click",
        },
        {
            content: "It says what is missing",
            trigger: ".o_field_widget[name='missing']:contains('The cause')",
        },
        page("cause"),
        {
            content: "Ask why",
            trigger: ".o_field_widget[name='why_1'] input",
            run: "edit The sensor sees the neighbour's cat",
        },
        {content: "Look elsewhere", trigger: ".o_complaint_whys", run: "click"},
        {
            content: "Another why is asked",
            trigger: ".o_field_widget[name='why_2'] input",
        },
        {
            content: "Choose the cause",
            trigger: ".o_field_widget[name='cause_id'] input",
            run: "edit A step is missing",
        },
        {
            content: "The one below process",
            trigger: ".o-autocomplete--dropdown-item:contains('A step is missing')",
            run: "click",
        },
        page("correction"),
        {
            content: "Say what was put right",
            trigger: ".o_field_widget[name='correction'] textarea",
            run: "edit The range was set to the yard",
        },
        {
            content: "It is answered",
            trigger: ".o_statusbar_buttons button[name='action_answer']",
            run: "click",
        },
        {
            content: "The clock stands",
            trigger: ".o_field_widget[name='clock_text']:contains('Answered')",
        },
    ],
});

/** The client says that it is solved. */
registry.category("web_tour.tours").add("dosmart_crm_confirm_complaint", {
    steps: () => [
        {
            content: "Open the complaint",
            trigger: ".list-group-item:contains('The alarm goes off')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It is solved",
            trigger: ".o_complaint_confirm",
            run: "click",
            expectUnloadPage: true,
        },
        {content: "We know", trigger: "p:contains('You said that it is solved')"},
    ],
});

/** What the client has confirmed is closed. */
registry.category("web_tour.tours").add("dosmart_crm_close_complaint", {
    steps: () => [
        {
            content: "Nothing is missing: close it",
            trigger: ".o_statusbar_buttons button[name='action_close']",
            run: "click",
        },
        {
            content: "It is closed",
            trigger: "button[name='action_reopen']",
        },
    ],
});
