/* global Chart */
import {Component, onWillStart, onWillUnmount, useEffect, useRef} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {loadBundle} from "@web/core/assets";
import {projectionChart} from "./projection_chart.esm";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** What the client pays with the offers and without, and what that costs us: figures and chart. */
export class OfferProjection extends Component {
    static template = "dosmart_crm.OfferProjection";
    static props = {...standardFieldProps};

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => this.draw(),
            () => [JSON.stringify(this.projection)]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    get projection() {
        return this.props.record.data[this.props.name] || {};
    }

    draw() {
        this.chart?.destroy();
        this.chart = null;
        if (this.projection.rows && this.canvas.el) {
            this.chart = new Chart(this.canvas.el, projectionChart(this.projection));
        }
    }
}

registry.category("fields").add("offer_projection", {
    component: OfferProjection,
    displayName: _t("Projection"),
    supportedTypes: ["json"],
});
