/* global Chart */
import {registry} from "@web/core/registry";

/** Fail unless the chart is drawn with these first bars: without and with the offers. */
const chartShows = (canvas, without, paid) => {
    const {datasets} = Chart.getChart(canvas).data;
    if (datasets[0].data[0] !== without || datasets[1].data[0] !== paid) {
        throw new Error(`Drawn: ${datasets[0].data[0]} and ${datasets[1].data[0]}`);
    }
};

/** The salesperson sees that a manager has to approve, asks, and looks at the projection. */
registry.category("web_tour.tours").add("dosmart_crm_ask_approval", {
    steps: () => [
        {
            content: "The quotation cannot be sent",
            trigger: ".o_form_view:not(:has(button[name='action_quotation_send']:visible))",
        },
        {
            content: "It says what the offers cost",
            trigger: ".alert-warning:contains('A manager has to approve'):contains('16.7 %')",
        },
        {
            content: "Ask",
            trigger: "button[name='action_ask_approval']",
            run: "click",
        },
        {
            content: "It waits for a manager",
            trigger: ".alert-warning:contains('wait for a manager')",
        },
        {
            content: "Open the projection",
            trigger: ".o_notebook_headers a[name='offer_projection']",
            run: "click",
        },
        {
            content: "It says what the client saves, and what that costs",
            trigger:
                ".o_offer_projection:has(.o_saved:contains('200.00')) .o_cost:contains('200.00')",
        },
        {
            content: "The chart is drawn",
            trigger: ".o_offer_projection canvas",
            run: ({anchor}) => chartShows(anchor, 300, 100),
        },
    ],
});

const decide = () => [
    {
        content: "Say a word to the salesperson",
        trigger: ".modal .o_field_widget[name='reason'] textarea",
        run: "edit Good client",
    },
    {
        content: "Decide",
        trigger: ".modal footer button.btn-primary:contains('Approve')",
        run: "click",
    },
    {
        content: "It is approved",
        trigger: ".alert-success:contains('Good client')",
    },
];

const approve = {
    content: "Approve",
    trigger: "button[name='action_approve_offers']",
    run: "click",
};

/** The team leader reads why, approves with a word, and the quotation may be sent. */
registry.category("web_tour.tours").add("dosmart_crm_approve", {
    steps: () => [
        approve,
        ...decide(),
        {
            content: "It may be sent",
            trigger: "button[name='action_quotation_send']:visible",
        },
    ],
});

/** The same on a phone, where buttons are in a menu. */
registry.category("web_tour.tours").add("dosmart_crm_approve_on_phone", {
    steps: () => [
        {
            content: "Open the buttons",
            trigger: ".o_statusbar_buttons button.dropdown-toggle, .o_cp_action_menus button",
            run: "click",
        },
        approve,
        ...decide(),
    ],
});

/** The client sees the chart on his page. */
registry.category("web_tour.tours").add("dosmart_crm_portal_projection", {
    steps: () => [
        {
            content: "The chart is drawn",
            trigger: ".o_offer_projection_chart canvas[style*='height']",
            run: ({anchor}) => chartShows(anchor, 300, 100),
        },
    ],
});
