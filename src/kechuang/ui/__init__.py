"""How the house looks: base pages, the shell, fields, error pages, styles, icons and the security policy of pages."""
