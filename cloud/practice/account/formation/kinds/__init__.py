"""How resources are made: one kind for each way, and which type is made in which way.

`rows` makes what a single call makes and `rowtable` lists those types; what takes several calls has
a module of its own; `motomodels` uses moto's; `books` only keeps books, and is the last resort.
"""
