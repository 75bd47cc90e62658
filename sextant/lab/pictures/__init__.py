"""Pictures read by their headers alone: kind, size in pixels, frames and length of an animation; nothing is decoded."""

from sextant.lab.pictures.reading import Picture, PictureError, read_picture

__all__ = ["Picture", "PictureError", "read_picture"]
