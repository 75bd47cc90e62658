"""An EPUB beside EPUB Accessibility 1.1 and the rules that hold in every reading system; nothing of the book is unpacked to disk."""
