"""`portcullis train`, from a folder of posts to a model that can be loaded, the same bytes each time."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from portcullis.core.assessment import Category
from portcullis.detector.files import load
from portcullis.training.commands import train
from portcullis.training.figures import decisions, ordering, pairs
from portcullis.training.matrix import matrix
from portcullis.training.row import Row

HEADER = "id,text,threat,abuse,hate,sexual,welfare,kind,pair_id,lang\n"
THANKS = [
    "Thank you for the {} in {}",
    "The {} in {} is late again",
    "Could you look at the {} near {}?",
    "A fine {} for {}",
]
MENACE = [
    "I will wait by your {} in {} tonight",
    "Tell your {} in {} to watch out",
    "We come for your {} at {}, be afraid",
]
THINGS = ["bus", "school", "office", "clinic", "library", "market", "bridge", "car", "house"]
PLACES = ["Aldford", "Northam", "Kelverton", "Fenwick", "Thorpe", "Skerne", "Carrick", "Wexcombe"]


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("posts")
    lines = [
        f"{kind}{number}{thing}{place},{pattern.format(thing, place).replace(',', '')},{kind},0,0,0,0,made,,en\n"
        for kind, patterns in ((0, THANKS), (1, MENACE))
        for number, pattern in enumerate(patterns)
        for thing in THINGS
        for place in PLACES
    ]
    (folder / "made.csv").write_text(HEADER + "".join(lines))
    return folder


@pytest.fixture(scope="module")
def trained(posts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("model")
    app = typer.Typer()
    app.command()(train)
    result = CliRunner().invoke(app, ["--data", str(posts), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert load(out).version in result.output
    return out


def test_the_trained_model_tells_menace_from_thanks(trained: Path) -> None:
    menace, thanks = load(trained).scores(
        ["We come for your library at Skerne, be afraid", "Thank you for the library in Skerne"]
    )
    assert menace.threat > 0.5 > thanks.threat


def test_it_says_what_it_was_made_from_and_on_what_it_was_measured(trained: Path) -> None:
    said = load(trained).metadata
    assert said.data["made"]["rows"] == (len(THANKS) + len(MENACE)) * len(THINGS) * len(PLACES)
    assert 0 < said.figures["unseen"]["threat"]["rows"] < said.data["made"]["rows"]
    assert said.figures["unseen"]["threat"]["auc"] > 0.9


def test_the_same_posts_give_the_same_bytes(posts: Path, trained: Path, tmp_path: Path) -> None:
    train(data=posts, public=None, out=tmp_path)
    for name in ("weights.npz", "model.json"):
        assert (tmp_path / name).read_bytes() == (trained / name).read_bytes()


def test_training_and_service_see_the_same_features(trained: Path) -> None:
    model = load(trained)
    text = "I will wait by your bus in Northam tonight"
    features = matrix([text])
    whole = (features @ model._weights[:-1].astype(float))[0]
    said = model.metadata
    expected = [whole[at] * said.scales[category] + said.intercepts[category] for at, category in enumerate(Category)]
    assert model.logits([text.lower()])[0] == pytest.approx(expected, rel=1e-5, abs=1e-6)


def test_figures_count_what_they_say() -> None:
    assert ordering([0, 0, 1, 1], [0.1, 0.2, 0.3, 0.9])["auc"] == 1.0
    assert ordering([0, 0], [0.1, 0.2]) == {"rows": 2, "positive": 0}
    assert decisions([1, 1, 0, 0], [True, False, True, False]) == {
        "rows": 4,
        "flagged": 2,
        "recall": 0.5,
        "false_flags": 0.5,
    }


def test_a_pair_is_right_only_if_both_are() -> None:
    rows = [
        Row(id=str(at), text="t", source="s", labels={}, pair=pair) for at, pair in enumerate(["a", "a", "b", "b", ""])
    ]
    assert pairs(rows, [1, 0, 1, 0, 1], [0.9, 0.1, 0.4, 0.6, 0.5], [True, False, True, True, True]) == {
        "pairs": 2,
        "ordered": 0.5,
        "both_right": 0.5,
    }
