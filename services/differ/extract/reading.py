"""Reading pages in child processes, so that a hostile page costs a bounded time and memory and nothing else."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import resource
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from services.differ.extract.canonical import read_document
from services.differ.extract.document import CanonicalDocument, PagePart
from services.differ.extract.errors import UnreadablePage
from services.differ.extract.selector_matches import SelectorMatch, selector_matches

T = TypeVar("T")

_MEBIBYTE = 1024 * 1024
_PAGES_PER_PROCESS = 2_000
"""A child is replaced after so many pages, so that whatever a parser leaks stays small."""


class ReadingFailed(Exception):
    """A capture could not be read. `reason` is a code: `time`, `memory`, `crash`, or that of an UnreadablePage."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"the page could not be read ({self.reason}): {self.detail or 'a limit of the reader'}"


@dataclass(frozen=True, slots=True)
class CloseReading:
    """A canonical document with what each of its sources' selectors found."""

    page: CanonicalDocument
    selectors: tuple[SelectorMatch, ...]


class PageReader:
    """Reads captures in warm child processes; an async context manager that ends them when it is left."""

    def __init__(self, processes: int = 2, seconds: float = 20.0, mebibytes: int = 1_500) -> None:
        """`seconds` is the time for one capture, `mebibytes` the address space of one child."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["services.differ.extract.warm"])
        self._seconds = seconds
        self._pool = ProcessPool(
            max_workers=processes,
            max_tasks=_PAGES_PER_PROCESS,
            initializer=_prepare,
            initargs=(mebibytes * _MEBIBYTE,),
            context=context,
        )

    async def read(self, parts: Sequence[PagePart]) -> CanonicalDocument:
        """The canonical document of a capture. Raises ReadingFailed; the pool stays usable whatever the page did."""
        return await self._run(_read, parts)

    async def read_closely(self, parts: Sequence[PagePart]) -> CloseReading:
        """The same, with what each selector found. Raises ReadingFailed."""
        return await self._run(_read_closely, parts)

    async def _run(self, work: Callable[[tuple[PagePart, ...]], T], parts: Sequence[PagePart]) -> T:
        return await self.within_limits(work, tuple(parts))

    async def within_limits(self, work: Callable[..., T], *arguments: object) -> T:
        """What `work`, a function of a module, gives for `arguments`, in a child and within the limits of a reading.

        Raises ReadingFailed.
        """
        future = self._pool.schedule(work, args=list(arguments), timeout=self._seconds)
        try:
            read: T = await asyncio.wrap_future(future)
        except UnreadablePage as error:
            raise ReadingFailed(error.reason, error.detail) from error
        except TimeoutError as error:
            raise ReadingFailed("time", f"over {self._seconds:g} seconds") from error
        except MemoryError as error:
            raise ReadingFailed("memory", "over the limit of a reading process") from error
        except ProcessExpired as error:
            raise ReadingFailed("crash", f"the reading process ended with code {error.exitcode}") from error
        except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError, AttributeError) as error:
            raise ReadingFailed("crash", f"{type(error).__name__}: {error}"[:300]) from error
        return read

    async def close(self) -> None:
        """End the children; what is being read is given up."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble has no annotations
        await asyncio.to_thread(self._pool.join)

    async def __aenter__(self) -> PageReader:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


def _prepare(address_space_bytes: int) -> None:
    """Set a child's limits, and keep the collector from looking through what was loaded at every other page."""
    resource.setrlimit(resource.RLIMIT_AS, (address_space_bytes, address_space_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()
    gc.freeze()


def _read(parts: tuple[PagePart, ...]) -> CanonicalDocument:
    """Reads in a child. A read page leaves few cycles behind (`tree.release`): they are collected once it is read.

    The collector costs a fifth of a page's time while the page is read, and next to nothing afterwards.
    """
    document = read_document(parts)
    gc.collect()
    return document


def _read_closely(parts: tuple[PagePart, ...]) -> CloseReading:
    return CloseReading(_read(parts), selector_matches(parts))
