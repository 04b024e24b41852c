"""A chat-completions endpoint on loopback that behaves as it is told to: well, slowly, wrongly, or not at all."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

Behaviour = Literal[
    "good", "slow", "dripping", "not_json", "no_completion", "empty", "invented", "busy", "broken", "forbidden",
    "endless", "hangs_up",
]  # fmt: skip


@dataclass
class MisbehavingModel:
    """What it does next, what it writes where it behaves, and what it was asked."""

    behaviour: Behaviour = "good"
    content: str = "{}"
    asked: list[dict[str, object]] = field(default_factory=list)
    base_url: str = ""

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Reads one request and answers it."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = next(int(line.split(":")[1]) for line in head.split("\r\n") if line.startswith("content-length"))
            self.asked.append(json.loads(await reader.readexactly(length)))
            await self._behave(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # the client went away first, as it may
        finally:
            writer.close()

    async def _behave(self, writer: asyncio.StreamWriter) -> None:
        match self.behaviour:
            case "slow":
                await asyncio.sleep(30)
            case "dripping":
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n")
                for _ in range(300):
                    writer.write(b" ")
                    await writer.drain()
                    await asyncio.sleep(0.1)
            case "endless":
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
                for _ in range(10_000):
                    writer.write(b" " * 65_536)
                    await writer.drain()
            case "hangs_up":
                return
            case "busy":
                await _send(writer, 429, b'{"error": {"message": "slow down"}}', b"retry-after: 7\r\n")
            case "broken":
                await _send(writer, 503, b"oops")
            case "forbidden":
                await _send(writer, 401, b'{"error": {"message": "who are you?"}}')
            case "not_json":
                await _send(writer, 200, b"<html>not JSON</html>")
            case "no_completion":
                await _send(writer, 200, b'{"hello": "world"}')
            case "empty":
                await _send(writer, 200, _completion(""))
            case "good" | "invented":
                await _send(writer, 200, _completion(self.content))


def _completion(content: str) -> bytes:
    return json.dumps(
        {
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": "m",
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}],
            "usage": {"prompt_tokens": 90, "completion_tokens": 10, "total_tokens": 100},
        }
    ).encode()


async def _send(writer: asyncio.StreamWriter, status: int, body: bytes, headers: bytes = b"") -> None:
    writer.write(b"HTTP/1.1 %d X\r\ncontent-type: application/json\r\n%s" % (status, headers))
    writer.write(b"content-length: %d\r\nconnection: close\r\n\r\n%s" % (len(body), body))
    await writer.drain()


@asynccontextmanager
async def misbehaving_model() -> AsyncIterator[MisbehavingModel]:
    """One that listens on loopback."""
    model = MisbehavingModel()
    server = await asyncio.start_server(model.answer, "127.0.0.1", 0)
    model.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    async with server:
        yield model
