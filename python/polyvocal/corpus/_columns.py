"""Which column of a table holds what: names that people and harvesters use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from polyvocal.errors import SchemaError, nearest

ROLES = ("id", "outlet", "agency", "date", "title", "language", "text")

# In order of preference. Besides the plain words: trafilatura (hostname, source-hostname, sitename,
# raw_text, filedate), news-please (maintext, source_domain, date_publish, title_page), newspaper4k
# (publish_date, meta_site_name, meta_lang), Media Cloud (stories_id, media_name, publish_date),
# fundus (publishing_date, plaintext), schema.org (articleBody, headline, datePublished, inLanguage).
_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "maintext",
        "main_text",
        "full_text",
        "fulltext",
        "article_text",
        "article_body",
        "body",
        "body_text",
        "content",
        "article_content",
        "raw_text",
        "plain_text",
        "plaintext",
        "story_text",
        "article",
        "document_text",
        "story",
        "volltext",
        "artikeltext",
        "inhalt",
        "texte",
        "contenu",
        "texto",
        "contenido",
        "conteudo",
        "testo",
        "contenuto",
    ),
    "outlet": (
        "outlet",
        "outlet_name",
        "media_name",
        "newspaper",
        "publisher",
        "publication",
        "publication_name",
        "source_name",
        "meta_site_name",
        "sitename",
        "site_name",
        "source_hostname",
        "source_domain",
        "hostname",
        "news_source",
        "source",
        "series",
        "domain",
        "site",
        "media",
        "media_url",
        "source_url",
        "zeitung",
        "medium",
        "quelle",
        "journal",
        "média",
        "periódico",
        "medio",
        "fuente",
        "jornal",
        "fonte",
        "giornale",
        "testata",
    ),
    "date": (
        "date",
        "publish_date",
        "date_publish",
        "publishing_date",
        "publication_date",
        "published_date",
        "date_published",
        "published",
        "published_at",
        "publishedat",
        "pub_date",
        "pubdate",
        "published_time",
        "datetime",
        "timestamp",
        "day",
        "created_at",
        "datum",
        "erscheinungsdatum",
        "fecha",
    ),
    "title": (
        "title",
        "headline",
        "head_line",
        "article_title",
        "title_page",
        "heading",
        "titel",
        "überschrift",
        "schlagzeile",
        "titre",
        "título",
        "titulo",
        "titolo",
    ),
    "language": (
        "language",
        "lang",
        "meta_lang",
        "in_language",
        "language_code",
        "article_language",
        "sprache",
        "langue",
        "idioma",
        "lingua",
    ),
    "id": (
        "id",
        "doc_id",
        "docid",
        "document_id",
        "document",
        "article_id",
        "story_id",
        "stories_id",
        "news_id",
        "uid",
        "uuid",
        "guid",
    ),
    "agency": ("agency", "news_agency", "wire", "wire_agency", "wire_service", "press_agency"),
}


def normalize(name: str) -> str:
    r"""Fold case, camel case and separators.

    >>> normalize("\ufeffPublish Date"), normalize("articleBody"), normalize("source-hostname")
    ('publish_date', 'article_body', 'source_hostname')
    """
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip("\ufeff \t\r\n\"'"))
    return re.sub(r"[\s._:-]+", "_", name).strip("_").lower()


def _check_roles(columns: Mapping[str, str]) -> None:
    for role, name in columns.items():
        if role not in ROLES:
            close = nearest(role, ROLES)
            hint = f"; did you mean {close!r}?" if close else ""
            # People write the pair the wrong way round.
            if name in ROLES and close in (None, name):
                hint = f"; write it the other way round: columns={{{name!r}: {role!r}}}"
            message = (
                f"columns: {role!r} is not a column of a corpus{hint} Possible: {', '.join(ROLES)}"
            )
            raise SchemaError(message)


def resolve(
    names: Sequence[str],
    *,
    columns: Mapping[str, str] | None,
    source: str,
    longest: str | None = None,
    need_text: bool = True,
) -> dict[str, str]:
    """Map each role to the column that plays it.

    `longest` is the column with the longest values, to propose when no name is known.

    >>> resolve(["Headline", "maintext", "date_publish"], columns=None, source="x.csv")
    {'text': 'maintext', 'date': 'date_publish', 'title': 'Headline'}
    """
    chosen: dict[str, str] = {}
    if columns:
        _check_roles(columns)
        for role, name in columns.items():
            if name not in names:
                close = nearest(name, names)
                hint = f"; did you mean {close!r}?" if close else "."
                message = (
                    f"{source}: no column {name!r} for {role!r}{hint} Columns: {_listed(names)}"
                )
                raise SchemaError(message)
            chosen[role] = name
    taken = set(chosen.values())
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(normalize(name), name)
    for role, known in _NAMES.items():
        if role in chosen:
            continue
        for candidate in known:
            found = folded.get(candidate)
            if found is not None and found not in taken:
                chosen[role] = found
                taken.add(found)
                break
    if need_text and "text" not in chosen:
        raise SchemaError(_no_text(names, source, longest))
    return chosen


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(map(repr, names[:20]))
    return shown + (f" and {len(names) - 20} more" if len(names) > 20 else "") if names else "none"


def _no_text(names: Sequence[str], source: str, longest: str | None) -> str:
    nearby: dict[str, str] = {}
    for name in names:
        if nearest(normalize(name), _NAMES["text"], cutoff=0.6):
            nearby[name] = name
    # Of several near names the one nearest to the word itself.
    close = (nearest("text", nearby, cutoff=0.0) if nearby else None) or longest
    problem = f"{source}: no column with the article text. Columns: {_listed(names)}."
    if close is None:
        return problem + ' Say which one it is: columns={"text": "..."}'
    why = "the one with the longest values" if close not in nearby else "the nearest name"
    say = f'columns={{"text": "{close}"}} (--column "text={close}")'
    return problem + f" {close!r} has {why}: if it is the text, say {say}"
