import {registry} from "@web/core/registry";

const section = (title) => `.o_sheet_section:contains('${title}')`;

const completeness = ".tab-pane .o_field_widget[name='sheet_completeness']";

const foldOrUnfold = (title) => ({
    content: `Tap the section ${title}`,
    trigger: `${section(title)} > button`,
    run: "click",
});

const tap = (field, label) => ({
    content: `Tap ${field}: ${label}`,
    trigger: `.o_field_widget[name='${field}'] .o_selection_badge:contains('${label}')`,
    run({anchor}) {
        if (anchor.getBoundingClientRect().height < 44) {
            throw new Error(`${label} is too low for a thumb`);
        }
        anchor.click();
    },
});

const counts = (title, text) => ({
    content: `${title} has ${text} answers`,
    trigger: `${section(title)} > button .badge:contains('${text}')`,
});

const nothingSideways = {
    content: "Nothing reaches out of the screen",
    trigger: ".o_form_view",
    run() {
        const content = document.querySelector(".o_form_view .o_content");
        for (const {scrollWidth, clientWidth} of [document.documentElement, content]) {
            if (scrollWidth > clientWidth) {
                throw new Error(`${scrollWidth} px on a screen of ${clientWidth} px`);
            }
        }
    },
};

/** Fill in a client sheet with one thumb; starts on the form of a lead. */
registry.category("web_tour.tours").add("dosmart_crm_sheet_on_phone", {
    steps: () => [
        {
            content: "Open the client sheet",
            trigger: ".o_notebook_headers a[name='client_sheet']",
            run: "click",
        },
        nothingSideways,
        {
            content: "The first section is open, the others are folded",
            trigger: `${section("Person")} > button[aria-expanded='true']`,
        },
        {trigger: `${section("Impression of the Visit")} > button[aria-expanded='false']`},
        counts("Person", "0/7"),
        {
            content: "The sheet is empty, and says what to ask",
            trigger: ".o_field_widget[name='sheet_questions']:contains('questions')",
        },
        {trigger: `${completeness} [aria-valuenow='0']`},
        {
            content: "Show all questions",
            trigger: ".o_field_widget[name='sheet_questions'] button:contains('Show all')",
            run: "click",
        },
        {
            content: "Click a question of a folded section",
            trigger: ".o_field_widget[name='sheet_questions'] li button:contains('conclude')",
            run: "click",
        },
        {
            content: "Its section unfolds, the cursor is where the answer is typed",
            trigger: `${section("Impression of the Visit")} .o_sheet_wanted[name='conclusions'] textarea:focus`,
            run: "edit Will buy in May",
        },
        foldOrUnfold("Impression of the Visit"),
        {
            content: "The answered question is gone before saving",
            trigger:
                ".o_field_widget[name='sheet_questions']:not(:has(li button:contains('conclude')))",
        },
        {trigger: `${completeness} [role='progressbar']:not([aria-valuenow='0'])`},
        tap("need_level", "High"),
        tap("has_children", "Yes"),
        counts("Person", "2/8"),
        foldOrUnfold("Person"),
        {trigger: `${section("Person")} > button[aria-expanded='false']`},
        foldOrUnfold("Impression of the Visit"),
        tap("attitude", "Wary"),
        tap("personality_id", "Silent"),
        counts("Impression of the Visit", "3/5"),
        nothingSideways,
        foldOrUnfold("Company"),
        tap("legal_form", "Natural Person"),
        nothingSideways,
        {
            content: "Save the sheet",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "The sheet is saved and says what it knows",
            trigger:
                ".o_form_saved, .o_form_view:not(:has(.o_form_status_indicator_buttons:not(.invisible)))",
        },
    ],
});
