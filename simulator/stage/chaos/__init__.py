"""Two minutes of everything that can go wrong, and then a comparison of the books.

`storm` breaks things, `crowd` writes, `machines` are what is broken; `books` reads what LINE and
the database say of it, and `compare` finds where they disagree.
"""
