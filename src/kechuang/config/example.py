"""The configuration file as text, every setting with its comment: the repository's example and what `init` writes."""

import json
from typing import Any

from kechuang.config.configuration import Configuration

HEAD = """\
# 科创的配置。以 # 开头的行是说明或默认值；去掉 # 即可修改。改后重新启动服务生效。
# The configuration of Kechuang. Lines with # are notes or defaults; remove the # to change one, then restart.
"""


def rendered(chosen: dict[str, Any]) -> str:
    """The file with the settings of `chosen` in force and every other shown, commented out, at its default."""
    parts = [HEAD]
    for name, field in Configuration.model_fields.items():
        notes = "\n".join(f"# {line}" for line in (field.description or "").splitlines())
        value = json.dumps(chosen.get(name, field.default), ensure_ascii=False)
        parts.append(f"{notes}\n{'' if name in chosen else '# '}{name} = {value}\n")
    return "\n".join(parts)
