import {registry} from "@web/core/registry";

const at = (stage) => `.o_statusbar_status:has(button[aria-checked='true']:contains('${stage}'))`;

/** The stages stand side by side, or in a menu where there is no room for them. */
const goTo = (stage) => [
    {
        content: `Find ${stage}`,
        trigger: ".o_statusbar_status button:enabled:not(.d-none)",
        run() {
            const bar = document.querySelector(".o_statusbar_status");
            const shown = [...bar.querySelectorAll("button:not(.d-none)")];
            const found = shown.find(({textContent}) => textContent.includes(stage));
            (found || shown.find((button) => button.matches(".dropdown-toggle"))).click();
        },
    },
    {
        content: `Go to ${stage}, if it is in the menu`,
        trigger: `.o-dropdown--menu .dropdown-item:contains('${stage}'), .modal, ${at(stage)}`,
        run: ({anchor}) => anchor.matches(".dropdown-item") && anchor.click(),
    },
];

const isIn = (stage) => ({
    content: `It is in ${stage}, and saved`,
    trigger: `.o_form_view:has(.o_form_status_indicator_buttons.invisible) ${at(stage)}`,
});

const openPoints = {
    content: "Open the control points",
    trigger: ".o_notebook_headers a[name='control_points']",
    run: "click",
};

const tick = (point) => [
    {
        content: `Tick ${point}`,
        trigger: `.o_control_point:contains('${point}') .o_control_tick`,
        run({anchor}) {
            if (anchor.getBoundingClientRect().height < 44) {
                throw new Error(`The tick of ${point} is too small for a thumb`);
            }
            anchor.click();
        },
    },
    {trigger: `.o_control_point.o_met:contains('${point}')`},
];

const lookAtMissing = (point) => [
    {
        content: "It is refused, and says what is missing",
        trigger: `.modal:contains('${point}') button:contains('See What Is Missing')`,
        run: "click",
    },
    {trigger: `.modal .o_field_widget[name='missing'] a[href*='/odoo/crm.lead/']`},
];

/** A manager brings a deal through all eight stages; it leaves the first with a reason. */
registry.category("web_tour.tours").add("dosmart_crm_stage_gate", {
    steps: () => [
        ...goTo("Offer analysis"),
        ...lookAtMissing("Needs"),
        {
            content: "Say why it may go on",
            trigger: ".modal .o_field_widget[name='reason'] textarea",
            run: "edit The owner is my brother",
        },
        {
            content: "Move it anyway",
            trigger: ".modal footer button.btn-primary:contains('Move Anyway')",
            run: "click",
        },
        isIn("Offer analysis"),
        openPoints,
        ...tick("Budget"),
        {
            content: "Note what was said",
            trigger: ".o_control_point:contains('Budget') .o_control_add_note",
            run: "click",
        },
        {
            content: "Type the note",
            trigger: ".o_control_point:contains('Budget') .o_control_note",
            run: "edit 500 a month && press Enter",
        },
        {trigger: ".o_control_point:contains('Budget') .o_control_noted:contains('500 a month')"},
        {
            content: "Open the note once more",
            trigger: ".o_control_point:contains('Budget') .o_control_add_note",
            run: "click",
        },
        {
            content: "It is ready for typing",
            trigger: ".o_control_point:contains('Budget') .o_control_note",
            run({anchor}) {
                if (document.activeElement !== anchor) {
                    throw new Error("The note that was opened has not the focus");
                }
            },
        },
        {
            content: "Think better of it",
            trigger: ".o_control_point:contains('Budget') .o_control_note",
            run: "edit 900 a month && press Escape",
        },
        {trigger: ".o_control_point:contains('Budget') .o_control_noted:contains('500 a month')"},
        ...goTo("Offer on the table"),
        isIn("Offer on the table"),
        ...tick("Price"),
        ...goTo("Objections and closing"),
        isIn("Objections and closing"),
        {
            content: "It took place today",
            trigger: ".o_control_point:contains('Closing talk') .o_control_today",
            run: "click",
        },
        {trigger: ".o_control_point.o_met:contains('Closing talk')"},
        ...["Contract", "Payment", "Service/installation", "Evaluation and follow-up"].flatMap(
            (stage) => [...goTo(stage), isIn(stage)]
        ),
        {
            content: "It says that one was overridden",
            trigger: "button[name='action_view_overrides']:contains('1')",
        },
    ],
});

/** A salesperson is refused on the phone, ticks what is missing, and goes on. */
registry.category("web_tour.tours").add("dosmart_crm_stage_gate_on_phone", {
    steps: () => [
        ...goTo("Offer analysis"),
        ...lookAtMissing("Needs"),
        {
            content: "A salesperson cannot override",
            trigger:
                ".modal footer:not(:has(button:contains('Anyway'):visible)) button:contains('Close'):visible",
            run: "click",
        },
        openPoints,
        ...tick("Needs"),
        ...goTo("Offer analysis"),
        isIn("Offer analysis"),
        {
            trigger: ".o_form_view:not(:has(.modal))",
            run() {
                const {scrollWidth, clientWidth} = document.documentElement;
                if (scrollWidth > clientWidth) {
                    throw new Error(`${scrollWidth} px on a screen of ${clientWidth} px`);
                }
            },
        },
    ],
});
