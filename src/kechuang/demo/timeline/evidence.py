"""The files that people attach: real PDFs, set by the house's own typesetter, that say that they are invented."""

import io
from functools import cache

from kechuang.documents.setting import sheet

INVENTED = "本文件为演示数据，其中的单位、人员和内容均为虚构。"


@cache
def evidence(title: str, *lines: str) -> bytes:
    """A sheet with a title and some lines. The same words give the same bytes."""
    return sheet(title, (*lines, INVENTED))


def opened(title: str, *lines: str) -> io.BytesIO:
    """The same as a file to be read once."""
    return io.BytesIO(evidence(title, *lines))
