// @vitest-environment happy-dom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useSettled } from "./useSettled";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("waits until nobody types, and empties at once", () => {
  const { result, rerender } = renderHook(useSettled, { initialProps: "" });
  rerender("T");
  rerender("Tr");
  expect(result.current).toBe("");
  act(() => void vi.advanceTimersByTime(100));
  rerender("Tro");
  act(() => void vi.advanceTimersByTime(100));
  expect(result.current).toBe("");
  act(() => void vi.advanceTimersByTime(50));
  expect(result.current).toBe("Tro");
  rerender("");
  expect(result.current).toBe("");
});
