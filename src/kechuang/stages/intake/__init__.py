"""Application (申报): what an applicant, his partners and his bodies hand in."""
