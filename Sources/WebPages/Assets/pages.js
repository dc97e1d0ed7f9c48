// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

// Draws the graph of a product when somebody asks for it. The page is whole without this file.
"use strict";
(() => {
    const button = document.getElementById("draw");
    const box = document.getElementById("picture");
    if (!button || !box) return;
    button.hidden = false;
    button.addEventListener("click", () => {
        button.disabled = true;
        const library = document.createElement("script");
        library.src = box.dataset.library;
        library.addEventListener("load", () => {
            button.hidden = true;
            box.hidden = false;
            draw(JSON.parse(box.dataset.picture));
        });
        library.addEventListener("error", () => {
            button.replaceWith(box.dataset.failed);
        });
        document.head.append(library);
    });

    /** The row of each unit: sources above what was made of them. */
    function rows(units, lines) {
        const row = units.map(() => 0);
        for (let round = 0; round < units.length; round++) {
            let moved = false;
            for (const [from, to] of lines) {
                if (row[to] < row[from] + 1 && row[from] + 1 < units.length) {
                    row[to] = row[from] + 1;
                    moved = true;
                }
            }
            if (!moved) break;
        }
        return row;
    }

    /** The columns: each unit near the middle of those it hangs together with in the row before. */
    function columns(units, lines, row) {
        const column = units.map(() => 0);
        const last = Math.max(...row);
        for (let level = 0; level <= last; level++) {
            const here = units.map((_, unit) => unit).filter((unit) => row[unit] === level);
            const wish = new Map(here.map((unit) => {
                const above = lines.filter(([, to]) => to === unit).map(([from]) => column[from]);
                return [unit, above.length ? above.reduce((sum, x) => sum + x, 0) / above.length : 0];
            }));
            here.sort((one, two) => wish.get(one) - wish.get(two) || one - two);
            here.forEach((unit, index) => {
                column[unit] = index - (here.length - 1) / 2;
            });
        }
        return column;
    }

    function draw({ units, lines }) {
        const style = getComputedStyle(document.documentElement);
        const color = (name) => style.getPropertyValue(name).trim();
        const row = rows(units, lines);
        const column = columns(units, lines, row);
        const deep = Math.max(...row) + 1;
        const wide = Math.max(...row.map((_, unit) => row.filter((other) => other === row[unit]).length));
        box.style.height = `${Math.min(40, Math.max(18, deep * 6))}rem`;
        const kinds = { start: "--accent", source: "--good", carrier: "--soft", mention: "--soft", product: "--calm" };
        const chart = echarts.init(box, null, { renderer: "canvas" });
        // In pixels of the box, so that circles stay round.
        const nodes = () => units.map(([name, lot, , relation], unit) => ({
            id: String(unit),
            name: lot ? `${name} ${lot}` : name,
            x: (column[unit] * (box.clientWidth - 100)) / Math.max(1, wide - 1),
            y: (row[unit] * (box.clientHeight - 100)) / Math.max(1, deep - 1),
            itemStyle: { color: color(kinds[relation] || "--soft") },
            symbolSize: unit === 0 ? 30 : undefined,
        }));
        const short = (text) => (text.length > 14 ? text.slice(0, 13) + "…" : text);
        chart.setOption({
            animation: false,
            series: [{
                type: "graph",
                layout: "none",
                roam: true,
                top: 40,
                bottom: 60,
                left: wide > 1 ? 50 : "center",
                right: wide > 1 ? 50 : "center",
                symbol: "circle",
                symbolSize: wide > 8 ? 14 : 22,
                edgeSymbol: ["none", "arrow"],
                edgeSymbolSize: 8,
                lineStyle: { color: color("--soft"), width: 1.5, opacity: 0.8 },
                label: {
                    show: wide <= 8,
                    position: "bottom",
                    color: color("--ink"),
                    fontSize: 12,
                    lineHeight: 15,
                    textBorderColor: color("--card"),
                    textBorderWidth: 3,
                    formatter: ({ dataIndex }) => [short(units[dataIndex][0]), short(units[dataIndex][1])].join("\n").trim(),
                },
                data: nodes(),
                links: lines.map(([from, to, kind]) => ({
                    source: String(from),
                    target: String(to),
                    lineStyle: { type: kind === "transformation" ? "solid" : "dashed" },
                })),
            }],
        });
        chart.on("click", ({ dataType, dataIndex }) => {
            if (dataType === "node" && dataIndex > 0) location.assign(units[dataIndex][2]);
        });
        addEventListener("resize", () => {
            chart.resize();
            chart.setOption({ series: [{ data: nodes() }] });
        });
        box.dataset.drawn = "true";
    }
})();
