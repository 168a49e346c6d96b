"""Texts to hold the laws to: any text at all, pieces of reports in any order, and pairs of reports that could be real."""

from dataclasses import dataclass

from hypothesis import strategies as st

from policydiff.align import align_commitments
from policydiff.changes import classify_changes
from policydiff.commitments import read_statements
from policydiff.lexicons import load_lexicon
from policydiff.model import Change, Extract
from policydiff.normalize import normalize_source
from policydiff.outline import outline_report
from policydiff.read.source import source_from_text

ZH = load_lexicon("zh")
PIECES = [
    "一、2023年工作回顾",
    "二、2024年重点工作",
    "（一）扩大内需。",
    "一是新建学校3所。",
    "新建学校",
    "3所",
    "，",
    "。",
    "；",
    "\n",
    "　　",
    "力争产值增长",
    "6%",
    "左右",
    "以上",
    "“1+4”",
    "各位代表：",
    "附件",
    "支持企业技改",
    "１.2万人",
    "其中",
    "the plan",
    " ",
    "\r\n",
    "今年主要目标是：",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=60).map("".join)

PROMISES = [
    "新建社区食堂{}家",
    "改造老旧小区{}个",
    "力争规模以上工业产值增长{}%左右",
    "城镇新增就业{}万人以上",
    "城镇调查失业率控制在{}%以内",
    "推进环湖绿道{}公里续建",
    "开工建设第二水厂",
    "建成第二水厂并通水",
    "支持企业技术改造",
    "探索医养结合的新路",
    "确保粮食产量不低于{}万吨",
    "到2030年森林覆盖率达到{}%",
    "继续办好夜校",
    "启动夜校试点，培训学员{}人次",
    "创建四好农村路示范乡镇{}个，新增通客车的村{}个",
]
REPORTED = ["新建公园{}座", "产值增长{}%", "新增就业{}万人", "第二水厂完成选址"]
THEMES = ["（一）扩大内需", "（二）办好民生实事", "（三）建设现代产业体系"]


@dataclass(frozen=True)
class Lines:
    """A report as its paragraphs, so that one text can be laid out in several ways."""

    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """A paragraph a line."""
        return "\n".join(self.paragraphs)


@st.composite
def reports(draw: st.DrawFn, year: int = 2024) -> Lines:
    """A short report of an invented city: title lines, a review, a plan with targets, themes and closing words."""
    themes = draw(st.lists(st.lists(sentences(PROMISES), min_size=1, max_size=4), min_size=1, max_size=len(THEMES)))
    reported = draw(st.lists(sentences(REPORTED), min_size=1, max_size=4))
    targets = draw(sentences(PROMISES))
    return Lines(
        (
            "政府工作报告",
            f"——{year}年2月6日在云泽市第六届人民代表大会第四次会议上",
            "各位代表：现在，我代表市人民政府，向大会作政府工作报告，请予审议。",
            f"一、{year - 1}年工作回顾",
            f"过去一年，全市上下攻坚克难，各项工作都有新的进展。{''.join(reported)}",
            f"二、{year}年重点工作",
            f"今年经济社会发展的主要预期目标是：{targets}",
            *(f"{heading}。{''.join(promised)}" for heading, promised in zip(THEMES, themes, strict=False)),
            "各位代表！让我们团结一心，共同创造云泽更加美好的明天！",
        )
    )


def sentences(templates: list[str]) -> st.SearchStrategy[str]:
    """One sentence of one to three clauses, its figures filled in."""
    figure = st.decimals(min_value=1, max_value=400, places=1).map(lambda number: f"{number:f}".removesuffix(".0"))
    clause = st.tuples(st.sampled_from(templates), figure, figure).map(lambda parts: parts[0].format(*parts[1:]))
    return st.lists(clause, min_size=1, max_size=3).map(lambda clauses: f"{'，'.join(clauses)}。")


def extract(text: str) -> Extract:
    """Everything read out of a text, be it a report or not."""
    report = normalize_source(source_from_text(text))
    sections = outline_report(report, ZH) if report.paragraphs else ()
    commitments, outcomes = read_statements(report, sections, ZH)
    return Extract(report, sections, commitments, outcomes)


def changes_between(old: Extract, new: Extract) -> tuple[Change, ...]:
    """What became of every commitment."""
    return classify_changes(old, new, align_commitments(old, new, ZH), ZH)
