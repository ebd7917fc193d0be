import {Deferred, animationFrame} from "@odoo/hoot-mock";
import {click, press, queryAll, queryFirst} from "@odoo/hoot-dom";
import {expect, test} from "@odoo/hoot";
import {MatrixGrid} from "@dosmart_crm/grid/matrix_grid.esm";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {mountWithCleanup} from "@web/../tests/web_test_helpers";

// The web client that the grid is mounted in has mail's services.
defineMailModels();

const STATES = {
    off: {label: "Not a target", icons: [], pressed: "false"},
    own: {label: "Target", legend: "A target", icons: ["fa-check"], pressed: "true"},
};

const lines = (name, count) =>
    Array.from({length: count}, (_, i) => ({id: i + 1, label: `${name} ${i + 1}`}));

const mountGrid = (props = {}) =>
    mountWithCleanup(MatrixGrid, {
        props: {
            caption: "Targets",
            rowCaption: "Product",
            rows: lines("Product", 3),
            columns: lines("Segment", 3),
            cells: {2: {1: {state: "own", tooltip: "Sold to most of them", label: "A"}}},
            states: STATES,
            ...props,
        },
    });

const cell = (row, column) => queryFirst(`[data-place='${row},${column}']`);

test("is a grid with headings, and each cell says what it means", async () => {
    await mountGrid({onToggle: () => expect.step("toggle")});
    expect("[role='grid'][aria-label='Targets'][aria-readonly='false']").toHaveCount(1);
    expect("[role='columnheader']").toHaveCount(4);
    expect("[role='rowheader']").toHaveCount(3);
    expect("[role='gridcell']").toHaveCount(9);
    expect(cell(1, 0)).toHaveAttribute("aria-label", "Product 2, Segment 1: Sold to most of them");
    expect(cell(1, 0)).toHaveAttribute("aria-pressed", "true");
    expect(cell(0, 0)).toHaveAttribute("aria-label", "Product 1, Segment 1: Not a target");
    expect(cell(0, 0)).toHaveAttribute("aria-pressed", "false");
    expect(".o_matrix_legend li").toHaveCount(1);
    expect(".o_matrix_legend li").toHaveText("A target");
    expect.verifySteps([]);
});

test("marks are drawn beside the state, and those with a legend explained", async () => {
    await mountGrid({
        cells: {1: {1: {state: "own", marks: ["late", "new"]}, 2: {state: "own"}}},
        marks: {late: {icon: "fa-clock-o"}, new: {icon: "fa-star", legend: "New"}},
    });
    expect(queryAll(".fa", {root: cell(0, 0)}).map((icon) => icon.className)).toEqual([
        "fa fa-fw fa-check",
        "fa fa-fw fa-clock-o",
        "fa fa-fw fa-star",
    ]);
    expect(queryAll(".fa", {root: cell(0, 1)})).toHaveLength(1);
    expect(queryAll(".o_matrix_legend li").map((item) => item.textContent)).toEqual([
        "A target",
        "New",
    ]);
});

test("arrows move one place and stop at the borders; only one cell can be tabbed to", async () => {
    await mountGrid({onToggle: () => expect.step("toggle")});
    const walk = async (key, row, column) => {
        await press(key);
        await animationFrame();
        expect(cell(row, column)).toBeFocused();
        expect(queryAll("[data-place][tabindex='0']")).toEqual([cell(row, column)]);
    };
    cell(0, 0).focus();
    await walk("ArrowRight", 0, 1);
    await walk("ArrowDown", 1, 1);
    await walk("ArrowLeft", 1, 0);
    await walk("ArrowLeft", 1, 0);
    await walk("End", 1, 2);
    await walk("PageDown", 2, 2);
    await walk("ArrowDown", 2, 2);
    await walk("Home", 2, 0);
    await walk("PageUp", 0, 0);
    await walk("ArrowUp", 0, 0);
    expect.verifySteps([]);
});

test("headings are reached by the arrows when they do something", async () => {
    await mountGrid({
        onRow: (row) => expect.step(row.label),
        onColumn: (column) => expect.step(column.label),
    });
    cell(0, 0).focus();
    for (const [key, row, column] of [
        ["ArrowUp", -1, 0],
        ["ArrowLeft", -1, 0],
        ["Enter", -1, 0],
        ["ArrowDown", 0, 0],
        ["ArrowLeft", 0, -1],
        ["ArrowUp", 0, -1],
        ["Enter", 0, -1],
    ]) {
        await press(key);
        await animationFrame();
        expect(cell(row, column)).toBeFocused();
    }
    expect.verifySteps(["Segment 1", "Product 1"]);
});

test("click and Enter toggle the cell they are on", async () => {
    await mountGrid({
        onToggle: (row, column, {state}) => expect.step(`${row.id} ${column.id} ${state}`),
    });
    await click(cell(1, 0));
    await animationFrame();
    await press("ArrowDown");
    await press("Enter");
    expect.verifySteps(["2 1 own", "3 1 undefined"]);
});

test("a second click waits for the answer to the first", async () => {
    const answer = new Deferred();
    await mountGrid({
        onToggle: () => {
            expect.step("toggle");
            return answer;
        },
    });
    await click(cell(0, 0));
    await click(cell(0, 0));
    await animationFrame();
    expect(cell(0, 0)).toHaveAttribute("aria-busy", "true");
    expect.verifySteps(["toggle"]);
    await click(cell(0, 1));
    expect.verifySteps(["toggle"]);
    answer.resolve();
    await animationFrame();
    expect(cell(0, 0)).not.toHaveAttribute("aria-busy");
    await click(cell(0, 0));
    expect.verifySteps(["toggle"]);
});

test("a grid to be read only can be walked through and toggles nothing", async () => {
    await mountGrid();
    expect("[role='grid'][aria-readonly='true']").toHaveCount(1);
    await click(cell(1, 0));
    await animationFrame();
    expect(cell(1, 0)).toBeFocused();
    expect(cell(1, 0)).toHaveAttribute("aria-disabled", "true");
    expect(cell(1, 0)).not.toHaveAttribute("aria-busy");
});

test("300 cells are drawn", async () => {
    await mountGrid({rows: lines("Product", 30), columns: lines("Segment", 10)});
    expect("[role='gridcell']").toHaveCount(300);
});
