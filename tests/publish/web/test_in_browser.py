"""The page in a real browser: what a reader does, and what the page shows then."""

import json
import re
import shutil
import subprocess

import pytest

from policydiff.model import Verdict
from policydiff.publish.rules import uncertain_answer, uncertain_link

SHOWN = "Array.from(document.querySelectorAll('tr[data-s]')).filter((row) => row.checkVisibility())"
COUNT = f"{SHOWN}.length"
FOCUSED = "document.activeElement"
PASSAGES = "document.getElementById('passage')"


def choose(tab, select, value):
    tab.run(f"(() => {{ const s = document.getElementById('{select}'); s.value = '{value}'; s.dispatchEvent(new Event('change')); }})()")


def write(tab, words):
    tab.run("document.getElementById('f-text').focus()")
    tab.send("Input.insertText", text=words)
    tab.wait_for(f"location.hash.includes(encodeURIComponent({json.dumps(words)}))")


def status_button(status):
    return f"#tools button[data-status='{status}']"


class TestOpening:
    @pytest.mark.parametrize("name", ["en", "zh"])
    def test_all_is_shown_and_nothing_is_asked_for(self, tab, pages, compared, name):
        page = tab().open(pages[name])
        assert page.run("document.documentElement.dataset.ready") == "true"
        assert page.run(COUNT) == len(compared.changes)
        assert page.asked == [pages[name].as_uri()]
        assert str(len(compared.changes)) in page.run("document.getElementById('shown').textContent")

    def test_the_policy_refuses_what_is_not_ours(self, browser, pages):
        page = browser.tab().open(pages["en"])
        page.run("document.body.append(Object.assign(document.createElement('img'), {src: 'http://127.0.0.1:9/x.png'}))")
        refused = page.run(
            "(() => { try { document.body.innerHTML += '<b>x</b>'; return 'done'; } catch (error) { return error.name; } })()"
        )
        page.wait_for("true")
        assert refused == "TypeError"
        assert any("Content Security Policy" in complaint for complaint in page.complaints)
        page.close()

    def test_hostile_words_stay_words(self, tab, pages):
        page = tab().open(pages["hostile"])
        assert page.run("document.title").startswith("</script>")
        assert page.run("document.scripts.length") == 2 and page.run("document.images.length") == 0
        page.click("#language")
        page.click("tr[data-s] .open")
        write_script = "document.getElementById('passage').textContent.includes('\u202e')"
        assert page.run(write_script) is False

    @pytest.mark.parametrize("name", ["en", "hostile"])
    @pytest.mark.parametrize("width", [320, 768, 1280])
    def test_it_is_never_wider_than_the_window(self, tab, pages, width, name):
        page = tab(size=(width, 800)).open(pages[name])
        assert page.run("document.documentElement.scrollWidth") <= width

    def test_tables_stay_tables_where_rows_are_cards(self, tab, pages):
        page = tab(size=(390, 800)).open(pages["en"])
        assert page.run("getComputedStyle(document.querySelector('tr[data-s]')).display") == "block"
        assert page.run("document.querySelector('tr[data-s]').getAttribute('role')") == "row"

    def test_dark_and_light_have_grounds_of_their_own(self, tab, pages):
        grounds = {
            scheme: tab(scheme=scheme).open(pages["en"]).run("getComputedStyle(document.body).backgroundColor")
            for scheme in ("light", "dark")
        }
        light, dark = (sum(map(int, re.findall(r"\d+", grounds[scheme])[:3])) for scheme in ("light", "dark"))
        assert light > 700 > 150 > dark

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_words_stand_out_from_their_ground(self, tab, pages, scheme):
        page = tab(scheme=scheme).open(pages["en"])
        for selector in ("body", ".about", "ins", "del", "[data-s] b", "[data-v]", "#language", ".name", ".counts strong"):
            assert page.run(CONTRAST % json.dumps(selector)) >= 4.5, selector


CONTRAST = """(() => {
  const light = (colour) => { const [r, g, b] = colour.match(/[0-9.]+/g).map((c) => { const v = c / 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (element) => { const own = getComputedStyle(element).backgroundColor;
    return own === 'rgba(0, 0, 0, 0)' ? ground(element.parentElement) : own; };
  const element = document.querySelector(%s);
  const pair = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => b - a);
  return (pair[0] + 0.05) / (pair[1] + 0.05);
})()"""


class TestFilters:
    def test_by_status(self, tab, pages, compared):
        page = tab().open(pages["en"])
        page.click(status_button("dropped"))
        dropped = sum(change.status == "dropped" for change in compared.changes)
        assert page.run(COUNT) == dropped
        assert page.run(f"{SHOWN}.every((row) => row.dataset.s === 'dropped')")
        assert page.run("document.getElementById('shown').textContent") == f"{dropped} of {len(compared.changes)} changes shown"
        assert page.run(f'document.querySelector("{status_button("dropped")}").getAttribute("aria-pressed")') == "true"

    def test_by_the_count_at_the_top(self, tab, pages, compared):
        page = tab().open(pages["en"])
        page.click(".counts a[data-status='new']")
        assert page.run(COUNT) == sum(change.status == "new" for change in compared.changes)
        assert page.run(f"{FOCUSED}.id") == "changes"

    def test_by_axis(self, tab, pages, compared):
        page = tab().open(pages["en"])
        for axis, value in (("strength", "firmer"), ("stage", "advanced"), ("value", "raised"), ("cardinality", "split")):
            choose(page, "f-axis", f"{axis}.{value}")
            assert page.run(COUNT) == sum(getattr(change.facets, axis) == value for change in compared.changes) > 0

    def test_by_section_words_and_status_together(self, tab, pages):
        page = tab().open(pages["en"])
        choose(page, "f-section", "2")
        in_section = page.run(COUNT)
        write(page, "建设")
        both = page.run(COUNT)
        assert 0 < both < in_section
        assert page.run(f"{SHOWN}.every((row) => row.textContent.includes('建设'))")
        assert page.run("document.querySelectorAll('#change-tables > section:not([hidden])').length") == 1
        page.click("#clear")
        assert page.run(COUNT) > in_section
        assert page.run(f"{FOCUSED}.id") == "f-text"

    def test_words_that_are_nowhere(self, tab, pages):
        page = tab().open(pages["en"])
        write(page, "没有这样的话")
        assert page.run(COUNT) == 0
        assert page.run("document.getElementById('none').checkVisibility()")

    def test_the_address_holds_what_was_chosen(self, tab, pages):
        page = tab().open(pages["en"])
        page.click(status_button("changed"))
        write(page, "增长")
        count, fragment = page.run(COUNT), page.run("location.hash")
        again = tab().open(pages["en"], fragment)
        assert again.run(COUNT) == count
        assert again.run("document.getElementById('f-text').value") == "增长"

    @pytest.mark.parametrize(
        "fragment", ["#sort=__proto__&status=x&section=99&lang=constructor", "#%E0%A4%A", "#c-0000", "#=&&", "#" + "a" * 5000]
    )
    def test_an_address_that_makes_no_sense_shows_everything(self, tab, pages, compared, fragment):
        page = tab().open(pages["en"], fragment)
        assert page.run(COUNT) == len(compared.changes)
        assert page.run("document.documentElement.dataset.language") == "en"

    def test_the_order_can_be_chosen_and_left(self, tab, pages):
        page = tab().open(pages["en"])
        first = page.run(f"{SHOWN}.map((row) => row.id)")
        choose(page, "f-sort", "size")
        sizes = page.run(f"{SHOWN}.map((row) => Number(row.dataset.m || 0))")
        assert sizes == sorted(sizes, reverse=True) and sizes[0] > 0
        page.click(".heads button[data-sort='old']")
        olds = page.run(f"{SHOWN}.map((row) => row.dataset.old ? Number(row.dataset.old.split('-')[0]) : 1e9)")
        assert olds == sorted(olds)
        choose(page, "f-sort", "certainty")
        certainties = page.run(f"{SHOWN}.map((row) => Number(row.dataset.c || 1))")
        assert certainties == sorted(certainties)
        choose(page, "f-sort", "new")
        assert page.run(f"{SHOWN}.map((row) => row.id)") == first


class TestVerdicts:
    SHOWN = "Array.from(document.querySelectorAll('#delivery tbody tr')).filter((row) => row.checkVisibility())"
    KINDS = f"{SHOWN}.map((row) => row.querySelector('[data-v]').dataset.v)"

    @pytest.mark.parametrize("verdict", list(Verdict))
    def test_by_verdict(self, tab, pages, compared, verdict):
        page = tab().open(pages["en"])
        page.click(f"#delivery-tools button[data-verdict='{verdict}']")
        count = sum(delivery.status is verdict for delivery in compared.deliveries)
        assert page.run(self.KINDS) == [verdict.value] * count
        assert page.run("document.getElementById('promises-shown').textContent") == f"{count} of {len(compared.deliveries)} verdicts shown"
        assert page.run("document.querySelectorAll('#delivery-tools [aria-pressed=true]').length") == 1
        assert page.run("location.hash") == f"#verdict={verdict}"
        assert page.run(COUNT) == len(compared.changes)
        assert page.run("document.querySelectorAll('#delivery-tables section:not([hidden]) tbody').length > 0") is (count > 0)

    def test_the_address_brings_it_back_and_both_filters_stand_together(self, tab, pages, compared):
        page = tab().open(pages["en"], "#status=new&verdict=missed&lang=zh")
        missed = sum(delivery.status is Verdict.MISSED for delivery in compared.deliveries)
        assert page.run(self.KINDS) == ["missed"] * missed
        assert page.run(COUNT) == sum(change.status == "new" for change in compared.changes)
        assert page.run("document.getElementById('promises-shown').textContent") == f"显示{len(compared.deliveries)}条判断中的{missed}条"
        page.run("document.getElementById('clear').click()")
        assert page.run(COUNT) == len(compared.changes) and page.run(self.KINDS) == ["missed"] * missed

    def test_an_address_of_a_verdict_leads_to_the_deliveries(self, tab, pages):
        page = tab().open(pages["en"], "#verdict=met")
        page.wait_for("Math.abs(document.getElementById('delivery').getBoundingClientRect().top) < innerHeight / 2")

    def test_by_keyboard(self, tab, pages):
        page = tab().open(pages["en"])
        page.run("document.querySelector('#delivery-tools [data-verdict=missed]').focus()")
        page.press("Enter", 13, "\r")
        page.wait_for("location.hash === '#verdict=missed'")
        assert set(page.run(self.KINDS)) == {"missed"}
        assert page.run(f"{FOCUSED}.getAttribute('aria-pressed')") == "true"

    def test_by_the_counts_at_the_top(self, tab, pages, compared):
        page = tab().open(pages["en"])
        page.click(".fact a[data-verdict='near']")
        assert page.run(self.KINDS) == ["near"] * sum(delivery.status is Verdict.NEAR for delivery in compared.deliveries)
        assert page.run(f"{FOCUSED}.id") == "delivery"

    def test_steps_stay_among_those_that_are_shown(self, tab, pages):
        page = tab().open(pages["en"], "#verdict=missed")
        page.run("document.querySelector('#delivery tbody tr:not([hidden]) .open').click()")
        page.run("document.getElementById('next').click()")
        assert page.run("document.getElementById('passage-what').querySelector('[data-v]').dataset.v") == "missed"

    def test_uncertain_ones(self, tab, pages, compared):
        page = tab().open(pages["en"], "#verdict=uncertain&axis=match.uncertain")
        doubts = "{}.map((row) => row.querySelector('.doubt').textContent)"
        told = page.run(doubts.format(self.SHOWN))
        assert told == [f"uncertain match, p = {d.score:.2f}" for d in compared.deliveries if uncertain_answer(d) is not None] != []
        assert page.run(COUNT) == sum(uncertain_link(change) is not None for change in compared.changes) > 0
        assert all(words.startswith("uncertain match, p = 0.") for words in page.run(doubts.format(SHOWN)))
        page.click("#language")
        assert all(words.startswith("对应存疑，p = 0.") for words in page.run(doubts.format(SHOWN)))


class TestCharts:
    def test_what_a_pointer_shows_changes_with_the_language(self, tab, pages):
        hints = "Array.from(document.querySelectorAll('#charts title, #charts desc'), (hint) => hint.textContent)"
        page = tab().open(pages["en"])
        english = page.run(hints)
        page.click("#language")
        chinese = page.run(hints)
        assert len(chinese) == len(english) and not any(re.search("[a-z]{3}", hint) for hint in chinese)
        page.click("#language")
        assert page.run(hints) == english

    def test_changed_targets_fold_in_a_narrow_window(self, tab, pages):
        page = tab(size=(390, 800)).open(pages["en"])
        seen = "Array.from(document.querySelectorAll('#charts figure')[0].querySelectorAll('svg')).filter((svg) => svg.checkVisibility())"
        assert page.run(f"{seen}.length") == 1
        assert page.run(f"{seen}[0].getBoundingClientRect().width") <= 390
        assert page.run("document.querySelectorAll('#charts figure')[0].scrollWidth") <= 390
        small = f"Math.min(...Array.from({seen}[0].querySelectorAll('text'), (text) => text.getBoundingClientRect().height))"
        assert page.run(small) >= 11


class TestLinks:
    def test_a_permanent_link_opens_at_its_change(self, tab, pages):
        page = tab().open(pages["en"])
        wanted = page.run(f"{SHOWN}.at(-7).id")
        page.click(f"#{wanted} .link")
        assert page.run("location.hash") == f"#{wanted}"
        again = tab().open(pages["en"], f"#{wanted}")
        again.wait_for(f"{FOCUSED}.closest('tr')?.id === '{wanted}'")
        box = f"document.getElementById('{wanted}').getBoundingClientRect()"
        again.wait_for(f"{box}.top > 0 && {box}.bottom < innerHeight")
        assert again.run(f"document.getElementById('{wanted}').getAttribute('aria-current')") == "true"

    def test_a_link_to_what_a_filter_hides_lifts_the_filter(self, tab, pages):
        page = tab().open(pages["en"])
        wanted = page.run("document.querySelector('tr[data-s][data-s=new]').id")
        again = tab().open(pages["en"], f"#{wanted}&status=dropped")
        assert again.run(f"document.getElementById('{wanted}').checkVisibility()")


class TestPassages:
    def marks(self, page, side):
        return page.run(f"Array.from(document.querySelectorAll('#{side} mark'), (mark) => mark.textContent)")

    def test_every_change_marks_its_words(self, tab, pages, compared):
        """Every tenth row: what is marked is what the commitments say, in the order of the rows."""
        page = tab().open(pages["en"])
        page.run("document.querySelector('tr[data-s] .open').click()")
        rows = page.run(
            "Array.from(document.querySelectorAll('tr[data-s]'), (row) => [row.id, row.dataset.old || '', row.dataset.new || ''])"
        )
        texts = {"old": compared.earlier.report.source.text, "new": compared.later.report.source.text}
        for id_, *places in rows[::10]:
            page.run(f"document.querySelector('#{id_} .open').click()")
            for side, written in zip(texts, places, strict=True):
                spans = [tuple(map(int, span.split("-"))) for span in written.split()]
                assert "".join(self.marks(page, side)) == "".join(texts[side][start:end].rstrip("\n") for start, end in spans)

    def test_they_open_beside_each_other_and_are_in_sight(self, tab, pages):
        page = tab().open(pages["en"])
        page.click("tr[data-s][data-old][data-new] .open")
        assert page.run(f"{PASSAGES}.open && {PASSAGES}.matches(':modal')")
        seen = page.run(
            "['old', 'new'].map((side) => { const t = document.querySelector(`#${side} .text`).getBoundingClientRect();"
            "const m = document.querySelector(`#${side} mark`).getBoundingClientRect(); return m.top >= t.top && m.bottom <= t.bottom; })"
        )
        assert seen == [True, True]

    def test_several_passages_of_a_split_or_merger(self, tab, pages, compared):
        page = tab().open(pages["en"])
        choose(page, "f-axis", "cardinality.merged")
        page.run(f"{SHOWN}[0].querySelector('.open').click()")
        assert len(self.marks(page, "old")) >= 2
        assert page.run("document.querySelectorAll('#old .found button').length") >= 2
        page.run("document.querySelectorAll('#old .found button')[1].click()")

    def test_the_page_of_the_original_is_named_above_the_passage(self, tab, pages):
        page = tab().open(pages["paged"])
        page.click("tr[data-s][data-s=dropped] .open")
        label = "document.querySelector('#{} .origin')"
        assert page.run(f"{label.format('old')}.textContent") == "page 2" and page.run(f"{label.format('old')}.checkVisibility()")
        assert page.run(f"{label.format('new')}.hidden")
        page.click("#close")
        page.click("#to-reports")
        assert page.run(f"{label.format('old')}.hidden")

    def test_what_is_dropped_says_so(self, tab, pages):
        page = tab().open(pages["en"])
        page.click("tr[data-s][data-s=dropped] .open")
        assert self.marks(page, "new") == [] != self.marks(page, "old")
        assert page.run("document.querySelector('#new .found').checkVisibility()")

    def test_targets_and_deliveries_have_them_too(self, tab, pages):
        page = tab().open(pages["en"])
        for kind in ("targets", "delivery"):
            page.click(f"#{kind} tbody tr[data-old][data-new] .open")
            assert self.marks(page, "old") and self.marks(page, "new")
            page.run("document.getElementById('close').click()")

    def test_a_click_into_the_row_opens_it_but_not_on_its_reasons(self, tab, pages):
        page = tab().open(pages["en"])
        page.click("tr[data-s] summary")
        assert page.run(f"{PASSAGES}.open") is False
        assert page.run("document.querySelector('tr[data-s] details').open")
        page.click("tr[data-s] td:nth-child(2)")
        assert page.run(f"{PASSAGES}.open")

    def test_keys_open_it_step_through_it_and_close_it(self, tab, pages):
        page = tab().open(pages["en"])
        first, second = page.run(f"{SHOWN}.slice(0, 2).map((row) => row.id)")
        page.run(f"document.querySelector('#{first} .open').focus()")
        page.press("Enter", 13, "\r")
        page.wait_for(f"{PASSAGES}.open")
        assert page.run(f"{FOCUSED}.id") == "passage-title"
        page.run("document.getElementById('next').focus()")
        page.press("Enter", 13, "\r")
        page.wait_for(f"location.hash === '#{second}'")
        page.press("Escape", 27)
        page.wait_for(f"!{PASSAGES}.open")
        assert page.run(f"{FOCUSED}.closest('tr').id") == second
        assert page.run("document.querySelectorAll('mark').length") == 0


class TestLanguages:
    def test_a_button_changes_every_word_and_the_address_remembers(self, tab, pages):
        page = tab().open(pages["en"])
        english = page.run("document.body.innerText")
        page.click("#language")
        assert page.run("document.documentElement.lang") == "zh-Hans"
        assert "逐条变化" in page.run("document.getElementById('changes-title').textContent")
        assert page.run("document.querySelector('.open').textContent") == "原文"
        assert page.run("document.querySelector('#f-axis optgroup').label") == "数字"
        assert "lang=zh" in page.run("location.hash")
        again = tab().open(pages["en"], page.run("location.hash"))
        assert again.run("document.documentElement.lang") == "zh-Hans"
        page.click("#language")
        assert page.run("document.body.innerText") == english

    def test_a_page_made_in_chinese_speaks_english_too(self, tab, pages):
        """Word for word what the page made in English says."""
        page = tab().open(pages["zh"], "#lang=en")
        other = tab().open(pages["en"])
        for part in ("header", "#targets", "#tools", "#change-tables", "#delivery", "footer"):
            script = f"document.querySelector('{part}').textContent.replace(/\\s+/g, ' ')"
            assert page.run(script) == other.run(script)

    def test_what_is_open_changes_with_it(self, tab, pages):
        page = tab().open(pages["en"])
        page.run("document.querySelector('tr[data-s][data-s=dropped] .open').click()")
        page.run("location.hash = '#lang=zh'")
        page.wait_for("document.documentElement.lang === 'zh-Hans'")
        assert "没有" in page.run("document.querySelector('#new .found').textContent")


class TestWithoutScript:
    def test_everything_is_there_and_the_tools_are_not(self, tab, pages, compared):
        page = tab(scripts=False).open(pages["en"])
        document = page.send("DOM.getDocument", depth=0)["root"]["nodeId"]
        rows = page.send("DOM.querySelectorAll", nodeId=document, selector="tr[data-s]")["nodeIds"]
        assert len(rows) == len(compared.changes)
        page.send("DOM.enable")
        for selector, is_seen in (("tr[data-s]", True), ("#tools", False), ("#language", False), ("#old-3", True)):
            node = page.send("DOM.querySelector", nodeId=document, selector=selector)["nodeId"]
            try:
                height = page.send("DOM.getBoxModel", nodeId=node)["model"]["height"]
            except RuntimeError:
                height = 0
            assert (height > 0) is is_seen, selector

    @pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
    @pytest.mark.parametrize("scripts", [True, False])
    def test_it_prints_every_row_whatever_is_filtered(self, tab, pages, compared, scripts, tmp_path):
        page = tab(scripts=scripts).open(pages["en"], "#status=dropped&sort=size&verdict=missed" if scripts else "")
        (tmp_path / "page.pdf").write_bytes(page.printed())
        told = subprocess.run(["pdftotext", "-raw", tmp_path / "page.pdf", "-"], capture_output=True, check=True).stdout.decode()
        silent = sum(delivery.status is Verdict.NOT_REPORTED for delivery in compared.deliveries)
        assert len(re.findall(r"\bnot reported$", told, re.M)) >= silent > 0
        counts = {status: len(re.findall(rf"^[=≠+−] {status}\b", told, re.M)) for status in ("continued", "changed", "new", "dropped")}
        assert counts == {status: sum(change.status == status for change in compared.changes) for status in counts}
        assert "Any section" not in told and "Passages" not in told


class TestManyChanges:
    """1,400 changes; the page measures itself. Of several times the shortest counts, since a busy machine only makes them longer."""

    def measured(self, page, name):
        return page.run(f"performance.getEntriesByName('policydiff-{name}').at(-1).duration")

    def test_it_is_ready_and_filters_at_once(self, tab, pages):
        page = tab()
        ready = [self.measured(page.open(pages["many"]), "ready") for _ in range(3)]
        assert page.run(COUNT) == 1400
        spent = []
        for status in ("dropped", "new", "", "dropped", ""):
            page.run(f'document.querySelector("{status_button(status)}").click()')
            spent.append(self.measured(page, "filter"))
        write(page, "第69")
        spent.append(self.measured(page, "filter"))
        assert page.run(COUNT) == 2 * 11
        print(f"ready {[round(time) for time in ready]} ms, filters {[round(time) for time in spent]} ms")
        assert min(ready) < 5000 and min(spent) < 1000

    def test_a_filter_is_far_cheaper_than_laying_out_every_row(self, tab, pages):
        page = tab().open(pages["many"])
        whole = "(() => {{ const s = performance.now(); for (const c of document.querySelectorAll('#change-tables .chunk')) "
        whole += "c.style.contentVisibility = '{}'; document.getElementById('changes').offsetHeight; return performance.now() - s; }})()"
        spent = []
        for status in ("dropped", "", "new", "", "dropped", ""):
            page.run(f'document.querySelector("{status_button(status)}").click()')
            spent.append(self.measured(page, "filter"))
        assert min(spent) < page.run(whole.format("visible"))
