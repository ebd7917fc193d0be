/* global Chart */
import {Interaction} from "@web/public/interaction";
import {loadBundle} from "@web/core/assets";
import {projectionChart} from "./projection_chart.esm";
import {registry} from "@web/core/registry";

/** Draw on the client's page what the template wrote beside it; the table below says the same. */
export class ProjectionChart extends Interaction {
    static selector = ".o_offer_projection_chart";

    async willStart() {
        await loadBundle("web.chartjs_lib");
    }

    start() {
        const projection = JSON.parse(this.el.dataset.projection);
        const chart = new Chart(this.el.querySelector("canvas"), projectionChart(projection));
        this.registerCleanup(() => chart.destroy());
    }
}

registry.category("public.interactions").add("dosmart_crm.projection", ProjectionChart);
