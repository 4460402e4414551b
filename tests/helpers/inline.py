"""Workers that are none: jobs done where they are handed in, for tests with hundreds of runs."""

from __future__ import annotations

from concurrent.futures import Future

from pipeline.running.drivers import attempt
from pipeline.running.work import Job, Outcome, Tools, Versions, versions, work
from pipeline.settings import Settings


class Inline:
    """Stands in for `Drivers`."""

    def __init__(self, count: int, settings: Settings, log: object = None) -> None:
        self.count = count
        self._settings = settings

    def begin(self, tools: Tools) -> None:
        pass

    def versions(self, tools: Tools) -> Versions:
        return versions(self._settings, tools)

    def submit(self, job: Job) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        future.set_result(self.alone(job))
        return future

    def alone(self, job: Job) -> Outcome:
        return attempt(job.path, lambda: work(job))

    def stop(self) -> None:
        pass
