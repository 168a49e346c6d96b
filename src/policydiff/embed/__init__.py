"""Tables in the pages of others: MkDocs, Sphinx and Quarto ask for them in a few lines and get them when they build."""

from policydiff.embed.blocks import table_blocks, write_table

__all__ = ["table_blocks", "write_table"]
