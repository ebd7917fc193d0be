import {registry} from "@web/core/registry";

/** A visitor leaves a request on a phone: a mistake first, then it is taken. */
registry.category("web_tour.tours").add("dosmart_crm_contact_form", {
    steps: () => [
        {
            content: "Nothing is wider than the phone",
            trigger: ".o_contact_form",
            run: () => {
                if (document.documentElement.scrollWidth > window.innerWidth) {
                    throw new Error("The form scrolls sideways");
                }
            },
        },
        {
            content: "Type the name",
            trigger: "#contact_name",
            run: "edit José Ñúñez",
        },
        {
            content: "Type no phone number",
            trigger: "#contact_phone",
            run: "edit call me",
        },
        {
            content: "Say what is needed",
            trigger: "#contact_need",
            run: "edit Cámaras para 2 tiendas",
        },
        {
            content: "Say where we were seen",
            trigger: "#contact_source",
            run: "selectByLabel Saw a sign or banner",
        },
        {
            content: "Send it",
            trigger: ".o_contact_form button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "What was typed is still there; correct what is marked",
            trigger:
                ".o_contact_form:has(#contact_name[value='José Ñúñez']) #contact_phone.is-invalid",
            run: "edit 55 1234 5678",
        },
        {
            content: "Send it again",
            trigger: ".o_contact_form button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The page says what happens next",
            trigger: "h1:contains('Thank you, we have your message')",
        },
    ],
});

/** The manager turns the link on the settings page into one to paste elsewhere. */
registry.category("web_tour.tours").add("dosmart_crm_contact_settings", {
    steps: () => [
        {
            content: "Open our settings",
            trigger: ".settings_tab .tab[data-key='dosmart_crm']",
            run: "click",
        },
        {
            content: "The link of the form is there to copy",
            trigger:
                "#contact_form .o_field_widget[name='contact_form_url']:has(.o_clipboard_button) a[href$='/dosmart/contact']",
        },
        {
            content: "Allow fewer messages",
            trigger: "#contact_form_limits .o_field_widget[name='contact_form_limit'] input",
            run: "edit 3",
        },
        {
            content: "Say what happens next",
            trigger: "#contact_form_promise textarea",
            run: "edit We call tomorrow.",
        },
        {
            content: "Save",
            trigger: ".o_form_button_save",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It was saved",
            trigger: ".o_web_client .o_menu_brand, .o_app",
        },
    ],
});

/** The manager confirms an RFC that the check refuses. */
registry.category("web_tour.tours").add("dosmart_crm_confirm_rfc", {
    steps: () => [
        {
            content: "Open the actions of the contact",
            trigger: ".o_cp_action_menus .dropdown-toggle",
            run: "click",
        },
        {
            content: "Confirm an unusual RFC",
            trigger: ".o-dropdown--menu .o_menu_item:contains('Confirm an Unusual RFC')",
            run: "click",
        },
        {
            content: "Type the number",
            trigger: ".modal .o_field_widget[name='vat'] input",
            run: "edit VACE-460910-SX6",
        },
        {
            content: "Say how you know",
            trigger: ".modal .o_field_widget[name='reason'] input",
            run: "edit Seen on the certificate",
        },
        {
            content: "Confirm",
            trigger: ".modal button[name='action_confirm']",
            run: "click",
        },
        {
            content: "The chatter keeps the reason",
            trigger:
                ".o-mail-Message:contains('Confirmed the unusual RFC VACE460910SX6: Seen on the certificate')",
        },
    ],
});
