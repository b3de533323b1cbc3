"""The order of sets closed to a notebook where it is that of addresses in memory, which differ from run to run.

A set of texts or numbers goes in the same order in every run, since the hashes of texts are fixed. What is hashed by
where it lies goes in another: functions, classes, objects without a hash of their own, and in some versions of Python
``None`` and a number that is none. Python has no place below all names where a set could be put in order, so wherever a
cell or the site's code goes through one, it is looked at first. Asking whether a set holds something passes, and so
does sorting one.
"""

from __future__ import annotations

import ast
import builtins
import collections
import functools
import itertools
import numbers
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from types import BuiltinFunctionType, MethodType, MethodWrapperType
from typing import Any, NoReturn

from .guard_state import STATE, is_guarded, refuse

ORDERED = "__proofpress_ordered__"
"""The built-in function that what a cell goes through passes by."""
FREE = frozenset({"all", "any", "frozenset", "len", "max", "min", "set", "sorted", "sum"})
"""Functions whose answer does not rest on the order in which they are given things."""
_GIVING_ORDER = frozenset(
    {
        *map(id, (dict, enumerate, filter, format, iter, list, map, print, repr, str, tuple, zip)),
        *map(id, (collections.Counter, collections.OrderedDict, collections.deque, functools.reduce)),
        *(id(thing) for name, thing in vars(itertools).items() if not name.startswith("_")),
    }
)
_METHODS = frozenset({"extend", "format", "fromkeys", "join", "pop", "writelines"})
_BY_ADDRESS = (BuiltinFunctionType, MethodType, MethodWrapperType)
FIX = "Go through a list or a tuple, or sort the set by something of its own."


def _by_address(thing: Any) -> bool:
    """Whether a thing's hash is made of where it, or a part of it, lies."""
    hashing: object = type(thing).__hash__
    if hashing is object.__hash__ or isinstance(thing, _BY_ADDRESS):
        return True
    if isinstance(thing, numbers.Number):
        return bool(thing != thing)  # noqa: PLR0124
    if isinstance(thing, tuple | frozenset):
        return any(map(_by_address, thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        return any(_by_address(getattr(thing, field.name, "")) for field in fields(thing))
    return False


def _refuse_order(thing: Any) -> NoReturn:
    name = "None" if thing is None else f"a {type(thing).__name__}"
    refuse(f"the notebook asks for an address in memory (the order of a set that holds {name})", FIX)


def ordered(thing: Any) -> Any:
    """Return what a notebook goes through, unless it is a set whose order is that of addresses."""
    if isinstance(thing, set | frozenset) and len(thing) > 1 and STATE.active and is_guarded():
        for held in thing:
            if _by_address(held):
                _refuse_order(held)
    return thing


def checking(function: Any) -> Callable[..., Any] | None:
    """Return what looks at the sets that a function is given before it puts them in a row, if it does."""
    owner = getattr(function, "__self__", None)
    is_method = type(function) is BuiltinFunctionType and function.__name__ in _METHODS
    if id(function) not in _GIVING_ORDER and not is_method:
        return None

    def looking_first(*args: Any, **kwargs: Any) -> Any:
        if isinstance(owner, set):
            ordered(owner)
        for given in args:
            ordered(given)
        return function(*args, **kwargs)

    return looking_first


class WatchOrder(ast.NodeTransformer):
    """Let what a cell goes through pass by :func:`ordered`: loops, comprehensions, stars, unpacking, what it shows."""

    def visit_For(self, node: ast.For) -> ast.AST:
        """Return a loop over what passed."""
        self.generic_visit(node)
        node.iter = _passing(node.iter)
        return node

    def visit_ListComp(self, node: ast.ListComp) -> ast.AST:
        """Return a list made of what passed."""
        return self._made(node)

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        """Return a dict made of what passed: it keeps the order in which it is filled."""
        return self._made(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.AST:
        """Return a generator over what passed."""
        return self._made(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Leave the generator that is given to a function for which order is nothing."""
        free = isinstance(node.func, ast.Name) and node.func.id in FREE
        if free and len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp):
            self.generic_visit(node.args[0])
            return node
        self.generic_visit(node)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.AST:
        """Return things in a row, of what passed; a target of an assignment stays."""
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load):
            node.value = _passing(node.value)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """Return an assignment that takes apart what passed."""
        self.generic_visit(node)
        if any(isinstance(target, ast.Tuple | ast.List) for target in node.targets):
            node.value = _passing(node.value)
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.AST:
        """Return what a generator hands on, of what passed."""
        self.generic_visit(node)
        node.value = _passing(node.value)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        """Return a text with what passed in it."""
        self.generic_visit(node)
        node.value = _passing(node.value)
        return node

    def visit_Module(self, node: ast.Module) -> ast.AST:
        """Return a cell that shows what passed at its end."""
        self.generic_visit(node)
        last = node.body[-1] if node.body else None
        if isinstance(last, ast.Expr) and not isinstance(last.value, ast.Constant | ast.Await):
            last.value = _passing(last.value)
        return node

    def _made(self, node: ast.ListComp | ast.DictComp | ast.GeneratorExp) -> ast.AST:
        self.generic_visit(node)
        for part in node.generators:
            if not part.is_async:
                part.iter = _passing(part.iter)
        return node


def _passing(value: ast.expr) -> ast.expr:
    """Return an expression that passes by :func:`ordered`."""
    call = ast.Call(func=ast.Name(id=ORDERED, ctx=ast.Load()), args=[value], keywords=[])
    return ast.fix_missing_locations(ast.copy_location(call, value))


def close_order() -> None:
    """Give cells and the site's code the function that their transformed source calls."""
    setattr(builtins, ORDERED, ordered)
