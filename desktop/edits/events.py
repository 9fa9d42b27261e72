"""Edits of event mentions: attributes such as polarity, modality and tense."""

from __future__ import annotations

from db.labelset import LabelSet
from desktop.article import OpenArticle
from desktop.edits import Edit, EditRefused
from desktop.edits.shared import corrected, mention_of, update, words


def set_attribute(article: OpenArticle, labels: LabelSet, mention_id: str, *, code: str, value: str) -> Edit:
    """Give an event mention an attribute's value. Raises EditRefused: gone, not_event, attribute."""
    mention = mention_of(article, mention_id)
    attribute = labels.attribute(code)
    if mention.kind != "event":
        raise EditRefused("not_event")
    if attribute is None or attribute.value(value) is None:
        raise EditRefused("attribute", attribute=code, value=value)
    attributes = tuple(sorted({**dict(mention.attributes), code: value}.items()))
    status = mention.status if attributes == mention.attributes else corrected(mention)
    params = words(article, mention, attribute=code, value=value)
    return Edit("event.attribute", (update(mention, attributes=attributes, status=status),), params)


def cycle_attribute(article: OpenArticle, labels: LabelSet, mention_id: str, *, code: str) -> Edit:
    """The next of the attribute's values, the first after the last. Raises EditRefused: gone, not_event, attribute."""
    mention = mention_of(article, mention_id)
    attribute = labels.attribute(code)
    if attribute is None:
        raise EditRefused("attribute", attribute=code, value="")
    codes = [value.code for value in attribute.values]
    now = mention.attribute(code)
    value = codes[(codes.index(now) + 1) % len(codes)] if now in codes else codes[0]
    return set_attribute(article, labels, mention_id, code=code, value=value)
