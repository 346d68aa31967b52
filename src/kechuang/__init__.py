"""Kechuang (科创): the platform on which a city's science-and-technology bureau runs its year."""

__version__ = "0.1.0"
