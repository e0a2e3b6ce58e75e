export function show(main) {}
