"""Asks an OpenAI-compatible endpoint, within limits of time and size."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

import httpx2
import openai

from services.differ.plain_language.prompt import LONGEST_ANSWER_TOKENS, Question
from services.differ.plain_language.settings import PlainLanguageSettings

_LARGEST_ANSWER_BYTES = 256 * 1024
_LONGEST_WAIT_SECONDS = 3_600.0


class ModelAway(Exception):
    """The endpoint did not answer this time; `wait_seconds` is how long it asks to be left alone, if it does."""

    def __init__(self, reason: str, wait_seconds: float | None = None) -> None:
        super().__init__(reason)
        self.wait_seconds = wait_seconds


class ModelRefused(Exception):
    """The endpoint will not answer this however often it is asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote, and how many tokens it cost."""

    text: str
    tokens: int


class PlainLanguageModel(Protocol):
    """Writes an answer to a question."""

    @property
    def name(self) -> str:
        """The model's name, as it is shown beside what it wrote."""

    async def write(self, question: Question) -> Written:
        """The answer. Raises ModelAway where it may come later, ModelRefused where it never will."""


class OpenAICompatibleModel:
    """A model behind the chat completions of an OpenAI-compatible endpoint; an async context manager."""

    def __init__(self, settings: PlainLanguageSettings) -> None:
        self.name = settings.model
        self._seconds = settings.seconds
        self._client = openai.AsyncOpenAI(
            base_url=settings.base_url,
            api_key=settings.api_key.get_secret_value(),
            max_retries=0,
            http_client=httpx2.AsyncClient(
                transport=_SizeLimit(httpx2.AsyncHTTPTransport()), timeout=settings.seconds, follow_redirects=False
            ),
        )

    async def write(self, question: Question) -> Written:
        """The answer. Raises ModelAway, ModelRefused."""
        try:
            async with asyncio.timeout(self._seconds):
                completion = await self._client.chat.completions.create(
                    model=self.name,
                    messages=[
                        {"role": "system", "content": question.instructions},
                        {"role": "user", "content": question.content},
                    ],
                    max_tokens=LONGEST_ANSWER_TOKENS,
                    temperature=0,
                    response_format={"type": "json_object"},
                )
        except TimeoutError as error:
            raise ModelAway(f"no answer within {self._seconds:g} seconds") from error
        except openai.RateLimitError as error:
            raise ModelAway("it is asked too often", _wait_seconds(error.response)) from error
        except openai.InternalServerError as error:
            raise ModelAway(f"it failed with status {error.status_code}") from error
        except openai.APIStatusError as error:
            raise ModelRefused(f"it answered with status {error.status_code}") from error
        except (openai.APIConnectionError, httpx2.HTTPError) as error:
            raise ModelAway(f"it cannot be reached: {error}") from error
        except (openai.OpenAIError, ValueError, TypeError) as error:
            raise ModelRefused(f"its answer is no chat completion: {error}"[:300]) from error
        choices = getattr(completion, "choices", None)
        if not choices or not (text := getattr(choices[0].message, "content", None)):
            raise ModelRefused("its answer has no text")
        usage = getattr(completion, "usage", None)
        return Written(str(text), usage.total_tokens if usage else question.most_tokens)

    async def __aenter__(self) -> OpenAICompatibleModel:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()


def _wait_seconds(response: httpx2.Response) -> float | None:
    """`Retry-After` in seconds, an hour at most; its other form, a date, is not read."""
    written = response.headers.get("retry-after", "")
    return min(float(written), _LONGEST_WAIT_SECONDS) if written.isdecimal() else None


class _SizeLimit(httpx2.AsyncBaseTransport):
    """Ends an answer that is larger than any that was asked for."""

    def __init__(self, transport: httpx2.AsyncBaseTransport) -> None:
        self._transport = transport

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await self._transport.handle_async_request(request)
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _LimitedStream(response.stream)
        return response

    async def aclose(self) -> None:
        await self._transport.aclose()


class _LimitedStream(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = _LARGEST_ANSWER_BYTES
        async for chunk in self._stream:
            left -= len(chunk)
            if left < 0:
                raise httpx2.ReadError(f"the answer is over {_LARGEST_ANSWER_BYTES} bytes")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
