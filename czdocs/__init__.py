"""Documents and archive of Changzhou's innovative-products programme (常工信创新〔2023〕93号)."""

__all__ = ["__version__"]

__version__ = "0.1.0"
