"""Formality check (形式审查): eligibility, caps, integrity, completeness."""
