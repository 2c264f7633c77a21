import * as z from "zod"; const s = z.object({a: z.string()}); export default { fetch() { return new Response(String(s.safeParse({a:"b"}).success), {status:404}); } };
