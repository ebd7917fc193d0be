import {registry} from "@web/core/registry";

/** The salesperson sends the sheet; the test then plays the client. */
registry.category("web_tour.tours").add("dosmart_crm_send_sheet", {
    steps: () => [
        {
            content: "Open the client sheet",
            trigger: ".o_notebook_headers a[name='client_sheet']",
            run: "click",
        },
        {
            content: "Send it to the client",
            trigger: "button[name='action_send_sheet']",
            run: "click",
        },
        {
            content: "Send the message with the link",
            trigger: ".modal .o_mail_send:enabled",
            run: "click",
        },
        {
            content: "The link is in the list of those sent",
            trigger: ".o_field_widget[name='sheet_invitation_ids']:contains('lupita@example.com')",
        },
    ],
});

/** The client fills in the form on a phone: a mistake first, then all is taken. */
registry.category("web_tour.tours").add("dosmart_crm_answer_sheet", {
    steps: () => [
        {
            content: "Nothing is wider than the phone",
            trigger: ".o_sheet_portal",
            run: () => {
                if (document.documentElement.scrollWidth > window.innerWidth) {
                    throw new Error("The form scrolls sideways");
                }
            },
        },
        {
            content: "Say whom to talk to",
            trigger: "label:contains('Contact Name') ~ input",
            run: "edit Ana Ríos",
        },
        {
            content: "Mistype the phone",
            trigger: "input[name='phone']",
            run: "edit 12",
        },
        {
            content: "Choose the kind of business",
            trigger: "label:contains('Home Office')",
            run: "click",
        },
        {
            content: "Send",
            trigger: ".o_sheet_portal button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The mistake is named beside the phone",
            trigger: "#question_phone:contains('Please type a phone number')",
        },
        {
            content: "Nothing typed is lost",
            trigger: "input[name='contact_name']:value('Ana Ríos')",
        },
        {
            content: "Correct the phone",
            trigger: "input[name='phone']",
            run: "edit 81 1234 5678",
        },
        {
            content: "Send again",
            trigger: ".o_sheet_portal button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It is taken",
            trigger: "h1:contains('Thank you')",
        },
    ],
});
