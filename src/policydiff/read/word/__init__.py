"""Word files since 2007 (.docx): a walk of our own over their XML, as other packages lose numbers, text boxes and tracked changes."""

from policydiff.read.word.reader import read_word

__all__ = ["read_word"]
