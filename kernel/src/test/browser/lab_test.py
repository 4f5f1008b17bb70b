#!/usr/bin/env python3
"""JupyterLab with the kernel in headless Chromium, used as a person uses it.

Needs Playwright's Python package, Chromium, and an environment that `triceras lab --prepare` has made:

    python lab_test.py --lab ENVIRONMENT --screenshots FOLDER [TEST ...]

Each test opens a notebook of its own, and none of the pages may ask any other host for anything.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from playwright.sync_api import expect, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[4]
BROWSERS = ["chromium", "chromium-browser", "google-chrome"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 60_000  # ms for one thing to happen; training has its own
ERROR = "[data-mime-type='application/vnd.jupyter.stderr']"  # how JupyterLab marks tracebacks as well
OPTIONS = None


def notebook(*cells):
    """A notebook's text; a cell that starts with '# ' is Markdown."""
    return json.dumps(
        {
            "cells": [
                {"cell_type": "markdown", "id": f"m{i}", "metadata": {}, "source": cell}
                if cell.startswith("# ")
                else {
                    "cell_type": "code",
                    "id": f"c{i}",
                    "metadata": {},
                    "source": cell,
                    "execution_count": None,
                    "outputs": [],
                }
                for i, cell in enumerate(cells)
            ],
            "metadata": {
                "kernelspec": {"name": "triceras", "display_name": "Triceras (Java)", "language": "java"},
                "language_info": {"name": "java"},
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


# The smallest contrast of the words in an element with the ground behind them, as WCAG 2 defines it, and the words that have it.
CONTRAST = """root => {
    const parts = css => (css.match(/[\\d.]+/g) ?? []).map(Number);
    const luminance = rgb => rgb.slice(0, 3)
        .map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = element => {
        for (let e = element; e; e = e.parentElement) {
            const color = parts(getComputedStyle(e).backgroundColor);
            if (color.length === 3 || color[3] === 1) return color;
        }
        return [255, 255, 255];
    };
    let worst = [99, ""];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
        if (!/\\w{2}/.test(node.data)) continue;
        const [a, b] = [parts(getComputedStyle(node.parentElement).color), ground(node.parentElement)].map(luminance);
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < worst[0]) worst = [contrast, node.data];
    }
    return worst;
}"""


class Lab:
    """`triceras lab`, started in an empty folder with settings of its own."""

    def __init__(self, environment):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lab-test-"))
        self.work = self.folder / "work"
        self.work.mkdir()
        settings = self.folder / "config/lab/user-settings/@jupyterlab/notebook-extension"
        settings.mkdir(parents=True)
        # All cells are in the page, also those that are not in view: the tests look at them all.
        (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [str(ROOT / "triceras"), "lab", str(self.work), "--environment", environment]
        command += ["--no-browser", "--ip", "127.0.0.1", "--port", str(port)]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command += ["--allow-root"]
        self.log = open(self.folder / "lab.log", "wb")
        self.process = subprocess.Popen(
            command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={
                **os.environ,
                "JUPYTER_CONFIG_DIR": str(self.folder / "config"),
                "JUPYTER_DATA_DIR": str(self.folder / "data"),
                "JUPYTER_RUNTIME_DIR": str(self.folder / "runtime"),
            },
        )
        try:
            self.url, self.token = self._wait()
        except BaseException:
            self.close()
            raise

    def _wait(self):
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            found = re.search(r"(http://127\.0\.0\.1:\d+)/lab\S*\?token=(\w+)", self.text())
            if found:
                return found.group(1), found.group(2)
            if self.process.poll() is not None:
                raise RuntimeError("triceras lab ended:\n" + self.text())
            time.sleep(0.2)
        raise RuntimeError("triceras lab printed no address with a token:\n" + self.text())

    def text(self):
        return (self.folder / "lab.log").read_text(errors="replace")

    def api(self, method, path, token=True):
        headers = {"Authorization": "token " + self.token} if token else {}
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            body = answer.read()
            return json.loads(body) if body else None

    def end_kernels(self):
        for session in self.api("GET", "/api/sessions"):
            self.api("DELETE", "/api/sessions/" + session["id"])

    def kernel_processes(self):
        """The ids of the kernels' processes, found by the runtime folder in their command line."""
        found = []
        for line in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if str(self.folder / "runtime") in line.read_text(errors="replace"):
                    found.append(int(line.parent.name))
            except OSError:
                pass
        return found

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)  # whatever it left behind
        except ProcessLookupError:
            pass
        self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class LabTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(OPTIONS.lab)
        cls.addClassCleanup(cls.lab.close)
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        program = next((path for path in map(shutil.which, BROWSERS) if path), None)
        cls.browser = cls.playwright.chromium.launch(executable_path=program, args=FLAGS)
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.outside = []
        self.errors = []
        context = self.browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE)
        context.on("request", self._note)
        self.page = context.new_page()
        self.page.on("websocket", self._note)
        self.page.on("pageerror", self._note_error)
        self.addCleanup(self.lab.end_kernels)
        self.addCleanup(context.close)

    def tearDown(self):
        self.assertEqual(self.outside, [], "asked other hosts")
        self.assertEqual(self.errors, [], "errors in the page")

    def _note(self, request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.hostname != "127.0.0.1":
            self.outside.append(request.url)

    def _note_error(self, error):
        # JupyterLab 4.6 itself throws this while the debugger is off.
        if "No active debugger session" not in str(error):
            self.errors.append(str(error))

    # ---- what a person does ----

    def open(self, name, text, theme=None):
        (self.lab.work / name).write_text(text, encoding="utf-8")
        workspace = self._testMethodName.replace("_", "-")
        self.page.goto(f"{self.lab.url}/lab/workspaces/{workspace}/tree/{name}?reset&token={self.lab.token}")
        expect(self.page.locator(".jp-Notebook")).to_be_visible()
        self.kernel_is("Idle")
        if theme:
            self.menu("Settings", "Theme", theme)
            expect(self.page.locator("body")).to_have_attribute("data-jp-theme-name", theme)

    def menu(self, *path):
        bar = self.page.locator("#jp-MainMenu")
        bar.get_by_text(path[0], exact=True).click()
        for step, name in enumerate(path[1:]):
            item = self.page.locator(".lm-Menu").nth(step).locator(".lm-Menu-item").filter(
                has=self.page.locator(".lm-Menu-itemLabel", has_text=re.compile("^" + re.escape(name) + "$"))
            )
            item.hover() if step < len(path) - 2 else item.click()

    def kernel_is(self, status, timeout=PATIENCE):
        # The toolbar's indicator says idle before there is a kernel; the status bar does not.
        expect(self.page.locator("#jp-main-statusbar")).to_contain_text("| " + status, timeout=timeout)

    def cell(self, index):
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    def edit(self, index):
        """Puts the cursor at the end of a cell."""
        self.cell(index).locator(".cm-content").click()
        self.page.keyboard.press("Control+End")

    def run_cell(self, index, wait=True):
        self.edit(index)
        self.page.keyboard.press("Control+Enter")
        if wait:
            self.number(index)

    def number(self, index, timeout=PATIENCE):
        """Waits until a cell has its number, and returns that."""
        prompt = self.cell(index).locator(".jp-InputArea-prompt")
        expect(prompt).to_have_text(re.compile(r"\[\d+\]:"), timeout=timeout)
        return int(re.search(r"\d+", prompt.inner_text()).group())

    def output(self, index):
        return self.cell(index).locator(".jp-OutputArea-output")

    def shot(self, name, locator=None):
        OPTIONS.screenshots.mkdir(parents=True, exist_ok=True)
        (locator or self.page).screenshot(path=OPTIONS.screenshots / (name + ".png"))

    # ---- tests ----

    def test_a_stranger_without_the_token_stays_out(self):
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.lab.api("GET", "/api/contents", token=False)
        self.assertEqual(refused.exception.code, 403)
        self.page.goto(self.lab.url + "/lab")
        expect(self.page.locator("#password_input")).to_be_visible()

    def test_the_first_notebook_runs_with_charts_and_progress(self):
        source = (ROOT / "notebooks/en/01-first-model.ipynb").read_text(encoding="utf-8")
        cells = json.loads(source)["cells"]
        code = [i for i, cell in enumerate(cells) if cell["cell_type"] == "code"]
        fit = next(i for i in code if "model.fit" in "".join(cells[i]["source"]))
        self.open("first.ipynb", source)
        self.menu("Run", "Run All Cells")
        bar = self.output(fit).filter(has_text="━")
        expect(bar.first).to_be_visible(timeout=120_000)
        bar.last.scroll_into_view_if_needed()
        self.shot("progress")
        self.assertNotEqual(self.cell(fit).locator(".jp-InputArea-prompt").inner_text().strip(), "[ ]:")
        for i in code:
            self.number(i, timeout=300_000)
        self.kernel_is("Idle")
        expect(self.page.locator(".jp-Notebook " + ERROR)).to_have_count(0)
        expect(bar.last).to_contain_text("val_accuracy")
        for word in ("imageGrid(", "history.plot", ".plot()"):
            for i in (i for i in code if word in "".join(cells[i]["source"])):
                self.drawn(i)
        for i in code:
            self.cell(i).scroll_into_view_if_needed()
            self.shot(f"first-{i:02}", self.cell(i))

    def drawn(self, index):
        """The cell's output is a picture that the browser could draw: an image that has pixels, an SVG or a canvas."""
        picture = self.output(index).locator("img, svg, canvas").first
        expect(picture).to_be_visible()
        size = picture.evaluate("e => e.naturalWidth ?? e.getBoundingClientRect().width")
        self.assertGreater(size, 50, f"cell {index}")

    def test_outputs_are_readable_in_the_dark_and_in_the_light(self):
        cells = [
            "sequential(input(4), dense(3)).summary();",
            "tensor(new float[][] {{1, 2}, {3, 4}})",
            'Map.of("key", 1)',
            'System.err.println("to standard error");',
            "int f(int n) { return 10 / n; }\nf(0)",
            'int y = "text";',
            'dense(10).activation("relus")',
            "confusionMatrix(tensor(new int[] {0, 1, 2}), tensor(new int[] {0, 1, 1})).plot()",
        ]
        for theme in ("JupyterLab Dark", "JupyterLab Light"):
            self.open("themes.ipynb", notebook(*cells), theme)
            for i in range(len(cells)):
                self.run_cell(i)
                expect(self.output(i).first).to_be_visible()
            for i in range(len(cells) - 1):
                for output in self.output(i).all():
                    contrast, words = output.evaluate(CONTRAST)
                    self.assertGreater(contrast, 4, f"{theme}, cell {i}: {words}")
            self.drawn(len(cells) - 1)
            self.page.locator(".jp-NotebookPanel-notebook").evaluate("e => e.scrollTo(0, e.scrollHeight)")
            self.shot(theme.split()[1].lower())

    def test_a_busy_cell_is_interrupted(self):
        self.open("busy.ipynb", notebook("int x = 41;", "while (true) { }", "x + 1"))
        self.run_cell(0)
        self.run_cell(1, wait=False)
        self.kernel_is("Busy")
        time.sleep(1)
        before = time.monotonic()
        self.page.locator(".jp-NotebookPanel-toolbar [data-command='notebook:interrupt-kernel'], "
                          ".jp-NotebookPanel-toolbar [data-jp-item-name='interrupt'] button, "
                          ".jp-NotebookPanel-toolbar jp-button[title*='nterrupt']").first.click()
        self.kernel_is("Idle", timeout=5_000)
        self.assertLess(time.monotonic() - before, 3)
        self.shot("interrupted")
        self.run_cell(2)
        expect(self.output(2)).to_contain_text("42")
        used = self.cpu_seconds()
        time.sleep(1)
        self.assertLess(self.cpu_seconds() - used, 0.5, "the loop goes on")

    def cpu_seconds(self):
        total = 0
        for process in self.lab.kernel_processes():
            fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        self.assertGreater(total, 0, "no kernel process found")
        return total / os.sysconf("SC_CLK_TCK")

    def test_tab_completes(self):
        self.open("tab.ipynb", notebook('var text = "abc";', "text.toUpp"))
        self.run_cell(0)
        self.edit(1)
        self.page.keyboard.press("Tab")
        completer = self.page.locator(".jp-Completer-item")
        editor = self.cell(1).locator(".cm-content")
        try:
            expect(completer.first).to_be_visible()
            self.shot("completer")
            self.page.keyboard.press("Enter")
        except AssertionError:
            pass  # a front end may put in at once what is the only choice
        expect(editor).to_contain_text("text.toUpperCase(")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type("dense(10).act")
        self.page.keyboard.press("Tab")
        expect(completer.filter(has_text="activation(").first).to_be_visible()
        self.shot("completer-library")

    def test_widgets_and_variables_move_each_other(self):
        cells = [
            'int n = 3;\nvar slider = Widgets.slider("n", 0, 10, n);\nslider.onChange(v -> n = v)',
            "n * 100",
            'var bar = Widgets.progress("work", 4);\nbar',
            "for (int i = 0; i < 4; i++) { bar.step(); Thread.sleep(50); }\nbar.finish(true);",
            "slider.value(9);",
            'int clicks = 0;\nWidgets.button("Count").onClick(() -> clicks++)',
            "clicks * 100",
            'boolean on = false;\nWidgets.checkbox("on", on).onChange(v -> on = v)',
            'on ? "yes" : "no"',
            'double rate = 0.5;\nWidgets.slider("rate", 0.0, 1.0, rate).onChange(v -> rate = v)',
            "rate",
            'var shown = displayHandle("nothing yet");\n'
            'Widgets.slider("m", 0, 5, 1).onChange(v -> shown.update(Html.of("<b>m is " + v + "</b>")))',
        ]
        self.open("widgets.ipynb", notebook(*cells))
        for i in (0, 1, 2):
            self.run_cell(i)
        slider = self.cell(0).locator(".widget-slider")
        readout = self.cell(0).locator(".widget-readout")
        expect(readout).to_have_text("3")
        slider.locator(".noUi-handle").focus()
        for _ in range(2):
            self.page.keyboard.press("ArrowRight")
        expect(readout).to_have_text("5")
        self.run_cell(1)
        expect(self.output(1)).to_have_text("500")

        bar = self.cell(2).locator(".widget-hprogress .progress-bar")
        expect(bar).to_have_attribute("style", re.compile(r"width: 0(%|px)"))
        self.run_cell(3)
        expect(bar).to_have_attribute("style", re.compile("width: 100%"))
        expect(bar).to_have_class(re.compile("progress-bar-success"))

        self.run_cell(4)
        expect(readout).to_have_text("9")
        self.run_cell(1)
        expect(self.output(1)).to_have_text("900")

        for i in (5, 7, 9):
            self.run_cell(i)
        button = self.cell(5).locator("button.jupyter-button")
        button.click()
        button.click()
        self.run_cell(6)
        expect(self.output(6)).to_have_text("200")
        self.cell(7).locator("input[type=checkbox]").check()
        self.run_cell(8)
        expect(self.output(8)).to_have_text("yes")
        self.cell(9).locator(".noUi-handle").focus()
        self.page.keyboard.press("ArrowRight")
        self.run_cell(10)
        expect(self.output(10)).to_have_text("0.51")
        self.run_cell(11)
        self.cell(11).locator(".noUi-handle").focus()
        self.page.keyboard.press("ArrowRight")
        expect(self.output(11).locator("b")).to_have_text("m is 2")
        self.shot("widgets")

    def test_the_tour_asks_a_question_and_ends(self):
        source = (ROOT / "notebooks/en/07-kernel-tour.ipynb").read_text(encoding="utf-8")
        cells = json.loads(source)["cells"]
        code = [i for i, cell in enumerate(cells) if cell["cell_type"] == "code"]
        asking = next(i for i in code if "FrontEnd.input" in "".join(cells[i]["source"]))
        self.open("tour.ipynb", source)
        self.menu("Run", "Run All Cells")
        question = self.cell(asking).locator("input.jp-Stdin-input")
        expect(question).to_be_visible(timeout=180_000)
        self.shot("question", self.cell(asking))
        question.fill("Ada")
        question.press("Enter")
        for i in code:
            self.number(i)
        self.kernel_is("Idle")
        expect(self.output(asking).last).to_contain_text("Nice to meet you, Ada.")
        for i in code:
            failed = self.cell(i).locator(ERROR).filter(has_text=re.compile("Exception|Compile error")).count()
            text = "".join(cells[i]["source"])
            may = "raises-exception" in cells[i]["metadata"].get("tags", []) and i != asking
            # What asks for an artifact ends well where there is a network.
            self.assertIn(failed, (0, 1) if text.startswith("%maven") else (int(may),), text)
        for i in code:
            self.cell(i).scroll_into_view_if_needed()
            self.shot(f"tour-{i:02}", self.cell(i))

    def turn_debugger_on(self):
        """Presses the bug until it is down: JupyterLab forgets a click that comes while it asks a new kernel for its debugger."""
        bug = self.page.locator(".jp-NotebookPanel-toolbar .jp-DebuggerBugButton")
        for _ in range(5):
            bug.click()
            try:
                return expect(bug).to_have_attribute("aria-pressed", "true", timeout=2_000)
            except AssertionError:
                continue
        self.fail("the debugger did not start")

    def test_the_debugger_stops_steps_and_shows_variables(self):
        code = (
            "int total = 0;\n"
            "for (int i = 0; i < 2; i++) {\n"
            "    int square = i * i;\n"
            "    total += square;\n"
            "}\n"
            "total"
        )
        self.open("debug.ipynb", notebook("int before = 7;", code))
        self.run_cell(0)
        self.turn_debugger_on()
        self.page.get_by_role("tab", name="Debugger").click()
        sidebar = self.page.locator(".jp-DebuggerSidebar")
        variables = sidebar.locator(".jp-DebuggerVariables")
        expect(variables).to_contain_text("before7")
        line = self.cell(1).locator(".cm-breakpoint-gutter .cm-gutterElement").nth(4)
        line.click()
        expect(line.locator("svg")).to_be_visible()
        self.run_cell(1, wait=False)
        here = self.cell(1).locator(".jp-DebuggerEditor-highlight")
        expect(here).to_have_text("    total += square;")
        expect(variables).to_contain_text("i0")
        expect(variables).to_contain_text("square0")
        sidebar.locator("[data-command='debugger:next']").click()
        expect(here).to_contain_text("for (int i = 0;")
        sidebar.locator("[data-command='debugger:next']").click()
        expect(here).to_contain_text("int square = i * i;")
        expect(variables).to_contain_text("i1")
        sidebar.locator("[data-command='debugger:continue']").click()
        expect(variables).to_contain_text("square1")
        self.shot("debugger")
        sidebar.locator("[data-command='debugger:continue']").click()
        self.number(1)
        expect(self.output(1)).to_have_text("1")
        self.kernel_is("Idle")

    def test_the_debugger_evaluates_copies_and_stops_at_exceptions(self):
        code = (
            "int mean(List<Integer> marks, int students) {\n"
            "    int sum = marks.stream().mapToInt(m -> m).sum();\n"
            "    return sum / students;\n"
            "}\n"
            "mean(List.of(4, 8), 0)"
        )
        self.open("exceptions.ipynb", notebook(code, "marks.get(1)", "int before = 7;"))
        self.run_cell(2)
        self.turn_debugger_on()
        self.page.get_by_role("tab", name="Debugger").click()
        sidebar = self.page.locator(".jp-DebuggerSidebar")
        variables = sidebar.locator(".jp-DebuggerVariables")
        expect(variables).to_contain_text("before7")
        sidebar.locator(".jp-PauseOnExceptions").click()
        menu = self.page.locator(".jp-PauseOnExceptions-menu")
        expect(menu).to_contain_text("uncaught")
        self.shot("debugger-exceptions-menu")
        menu.get_by_text("uncaught", exact=True).click()
        self.run_cell(0, wait=False)
        expect(self.cell(0).locator(".jp-DebuggerEditor-highlight")).to_have_text("    return sum / students;")
        expect(variables).to_contain_text("sum12")
        expect(variables).to_contain_text("exceptionArithmeticException: / by zero")
        marks = variables.get_by_text("marks", exact=True)
        marks.click()
        marks.click(button="right")
        self.page.locator(".lm-Menu [data-command='debugger:copy-to-globals']").click()
        sidebar.locator("[data-command='debugger:evaluate']").click()
        console = self.page.locator(".jp-DebugConsole")
        prompt = console.locator(".jp-CodeConsole-promptCell .cm-content")
        for expression in ["marks.get(1) * 2 + students", "students = 2"]:
            prompt.click()
            self.page.keyboard.type(expression)
            self.page.keyboard.press("Shift+Enter")
            expect(prompt).to_have_text("")
        outputs = console.locator(".jp-OutputArea-output")
        expect(outputs.nth(0)).to_have_text("16")
        expect(outputs.nth(1)).to_have_text("Evaluation resulted in an error")
        self.shot("debugger-exception")
        sidebar.locator("[data-command='debugger:continue']").click()
        expect(self.output(0)).to_contain_text("ArithmeticException")
        self.run_cell(1)
        expect(self.output(1)).to_have_text("8")
        self.kernel_is("Idle")

    def test_shift_tab_shows_the_tooltip(self):
        self.open("tooltip.ipynb", notebook("dense(10)"))
        self.cell(0).locator(".cm-content").click()
        self.page.keyboard.press("Home")
        for _ in range(3):
            self.page.keyboard.press("ArrowRight")
        self.page.keyboard.press("Shift+Tab")
        tooltip = self.page.locator(".jp-Tooltip")
        expect(tooltip).to_be_visible()
        expect(tooltip).to_contain_text("units")
        self.shot("tooltip")


def main():
    global OPTIONS
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lab", required=True, help="the environment that `triceras lab --prepare` made")
    parser.add_argument("--screenshots", type=pathlib.Path, default=ROOT / "kernel/target/screenshots")
    OPTIONS, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)


if __name__ == "__main__":
    main()
