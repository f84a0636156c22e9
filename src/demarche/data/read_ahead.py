"""Import this, and every table has been read: for a process whose forked children will ask for them."""

from demarche.data import load, tables

for _name in tables():
    load(_name)
