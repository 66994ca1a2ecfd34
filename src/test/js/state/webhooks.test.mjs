// Webhooks as a GM is told of them, and what an address is for.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readWebhook, shapeOf } from '../../../../webapp/js/state/webhooks.js';

describe('webhooks', () => {
  test('are read with the name of who set them', () => {
    assert.deepEqual(
      readWebhook({ id: 'h1', host: 'a.example', shape: 'slack', by: { name: 'Ana' }, at: 1 }),
      { id: 'h1', host: 'a.example', shape: 'slack', by: 'Ana' });
    assert.deepEqual(readWebhook({ id: 'h1', shape: 'toString' }), { id: 'h1', host: '', shape: 'json', by: 'a GM' });
    assert.equal(readWebhook({ host: 'a.example' }), null);
    assert.equal(readWebhook('h1'), null);
  });

  test('an address says what it is for', () => {
    const shapes = {
      'https://discord.com/api/webhooks/1/x': 'discord',
      'https://ptb.discord.com/api/webhooks/1/x': 'discord',
      'https://discordapp.com/api/webhooks/1/x': 'discord',
      'https://hooks.slack.com/services/T/B/x': 'slack',
      'https://notdiscord.com/': 'json',
      'https://example.org/discord.com': 'json',
      'https:/': 'json',
      '': 'json',
    };
    for (const [url, shape] of Object.entries(shapes)) assert.equal(shapeOf(url), shape, url);
  });
});
