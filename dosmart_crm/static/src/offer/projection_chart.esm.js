import {_t} from "@web/core/l10n/translation";

const WITHOUT_COLOR = "#adb5bd";
const PAID_COLOR = "#28a745";

/**
 * Return what Chart.js needs to draw a projection, see `_client_projection` of sale.order.
 *
 * @param {object} projection
 * @returns {object}
 */
export function projectionChart(projection) {
    const {rows} = projection;
    const bars = (label, name, color) => ({
        label,
        backgroundColor: color,
        data: rows.map((row) => row[name]),
        texts: rows.map((row) => row[`${name}_text`]),
    });
    return {
        type: "bar",
        data: {
            labels: rows.map((row) => row.number),
            datasets: [
                bars(_t("Without the offers"), "without", WITHOUT_COLOR),
                bars(_t("With the offers"), "paid", PAID_COLOR),
            ],
        },
        options: {
            animation: false,
            maintainAspectRatio: false,
            plugins: {
                tooltip: {
                    callbacks: {
                        title: ([item]) => rows[item.dataIndex].date,
                        label: ({dataset, dataIndex}) =>
                            `${dataset.label}: ${dataset.texts[dataIndex]}`,
                    },
                },
            },
            scales: {
                x: {
                    title: {
                        display: true,
                        text: projection.by_year ? _t("Contract year") : _t("Month"),
                    },
                },
                y: {beginAtZero: true},
            },
        },
    };
}
